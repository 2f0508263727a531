package io.rivulet.onebox.replay;

import io.rivulet.onebox.Role;
import io.rivulet.onebox.cli.Rivulet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One role in a JVM of its own, to be killed and started again. */
final class RoleProcess implements AutoCloseable {
  private final Role role;
  private final Map<String, String> settings;
  private final Path log;
  private Process process;

  private RoleProcess(Role role, Map<String, String> settings, Path log) {
    this.role = role;
    this.settings = Map.copyOf(settings);
    this.log = log;
  }

  /**
   * Starts it.
   *
   * @param folder where its log goes
   */
  static RoleProcess start(Role role, Map<String, String> settings, Path folder)
      throws IOException {
    RoleProcess started = new RoleProcess(role, settings, folder.resolve(role.title() + ".log"));
    started.startAgain();
    return started;
  }

  void startAgain() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Rivulet.class.getName(),
            role.title(),
            "--set",
            "health.port=0"));
    settings.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    process = builder.start();
  }

  Role role() {
    return role;
  }

  /** Whether it said that it runs, {@code times} times over all its starts. */
  boolean hasStarted(int times) throws IOException {
    if (!process.isAlive()) {
      throw new IllegalStateException(role + " ended with " + process.exitValue() + ": " + log());
    }
    return log().split(role.title() + " runs;", -1).length > times;
  }

  String log() throws IOException {
    return Files.readString(log, StandardCharsets.UTF_8);
  }

  /** As kill -9 does: no hook runs, nothing is closed. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
