package io.rivulet.alerting.killed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Alerting in a JVM of its own, to be killed and started again. It ends with this JVM. */
final class AlertingProcess implements AutoCloseable {
  private static final Pattern PORT = Pattern.compile("alerting answers on (\\d+)");

  private final Map<String, String> settings;
  private final Path log;
  private final Thread endWithThisJvm = new Thread(this::destroy, "alerting-process-end");
  private volatile Process process;
  private volatile long loggedBefore;

  AlertingProcess(Map<String, String> settings, Path log) {
    this.settings = Map.copyOf(settings);
    this.log = log;
    Runtime.getRuntime().addShutdownHook(endWithThisJvm);
  }

  synchronized void start() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx192m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-cp",
            System.getProperty("java.class.path"),
            AlertingMain.class.getName()));
    settings.forEach((name, value) -> command.add(name + "=" + value));
    loggedBefore = Files.exists(log) ? Files.size(log) : 0;
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
  }

  /** Where its API answers; empty where it does not yet. */
  Optional<Integer> port() {
    try {
      byte[] all = Files.readAllBytes(log);
      int from = (int) Math.min(loggedBefore, all.length);
      String now = new String(all, from, all.length - from, StandardCharsets.UTF_8);
      return PORT.matcher(now)
          .results()
          .reduce((first, second) -> second)
          .map((MatchResult found) -> Integer.valueOf(found.group(1)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** As kill -9 does: no hook runs, nothing is closed. */
  synchronized void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  String log() throws IOException {
    return Files.readString(log, StandardCharsets.UTF_8);
  }

  private void destroy() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  @Override
  public void close() throws InterruptedException {
    kill();
    try {
      Runtime.getRuntime().removeShutdownHook(endWithThisJvm);
    } catch (IllegalStateException alreadyEnding) {
      // The hook does what was just done.
    }
  }
}
