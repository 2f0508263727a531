package io.rivulet.onebox.servers;

import io.rivulet.onebox.Role;
import io.rivulet.onebox.cli.Rivulet;
import io.rivulet.runtime.health.Readiness;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One role in a JVM of its own, to be killed and started again. It ends with this JVM. */
public final class RoleProcess implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("(http://\\S+:\\d+)/health/ready");
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2);
  private static final long END_LIMIT_SECONDS = 60;

  private final Role role;
  private final Path log;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER_LIMIT).build();
  private final Thread endWithThisJvm = new Thread(this::destroy, "rivulet-role-end");
  private Map<String, String> settings;
  private volatile Process process;
  private long loggedBefore;

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
  public static RoleProcess start(Role role, Map<String, String> settings, Path folder)
      throws IOException {
    return start(role, role.title(), settings, folder);
  }

  /** Starts it; {@code name} tells several of one role apart. */
  public static RoleProcess start(Role role, String name, Map<String, String> settings, Path folder)
      throws IOException {
    RoleProcess started = new RoleProcess(role, settings, folder.resolve(name + ".log"));
    Runtime.getRuntime().addShutdownHook(started.endWithThisJvm);
    started.startAgain();
    return started;
  }

  /** Starts it again, after its end, with the same settings and log. */
  public void startAgain() throws IOException {
    launch("--set", "health.port=0");
  }

  /**
   * Runs it once more, after its end, to leave the broker for good, and waits for that.
   *
   * @throws IllegalStateException where it does not succeed
   */
  public void leave() throws IOException, InterruptedException {
    launch("--leave");
    if (!process.waitFor(END_LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IllegalStateException(role + " did not leave: " + logOfThisStart());
    }
  }

  private void launch(String... options) throws IOException {
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
            role.title()));
    command.addAll(List.of(options));
    settings.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
    loggedBefore = Files.exists(log) ? Files.size(log) : 0;
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    process = builder.start();
  }

  /** Starts it again, after its end, with other settings. */
  public void startAgainWith(Map<String, String> others) throws IOException {
    settings = Map.copyOf(others);
    startAgain();
  }

  /** The number of its process. */
  public long pid() {
    return process.pid();
  }

  /** Which role it is. */
  public Role role() {
    return role;
  }

  /** Whether it said that it runs, {@code times} times over all its starts. */
  public boolean hasStarted(int times) throws IOException {
    requireAlive();
    return log().split(role.title() + " runs;", -1).length > times;
  }

  /** What its readiness endpoint says; not ready where nothing answers yet. */
  public Readiness readiness() throws IOException, InterruptedException {
    requireAlive();
    Matcher address = ADDRESS.matcher(logOfThisStart());
    if (!address.find()) {
      return new Readiness(false, "not started yet");
    }
    try {
      HttpResponse<String> answer = get(address.group());
      return new Readiness(answer.statusCode() == 200, answer.body().strip());
    } catch (IOException e) {
      return new Readiness(false, "no answer: " + e);
    }
  }

  /** The value of a metric without labels, or the sum over its labels; 0 where there is none. */
  public double metric(String name) throws IOException, InterruptedException {
    Matcher address = ADDRESS.matcher(logOfThisStart());
    if (!address.find()) {
      throw new IllegalStateException(role + " has no metrics yet");
    }
    Pattern line = Pattern.compile("(?m)^" + Pattern.quote(name) + "(?:\\{.*})? (\\S+)$");
    return line.matcher(get(address.group(1) + "/metrics").body())
        .results()
        .mapToDouble(found -> Double.parseDouble(found.group(1)))
        .sum();
  }

  private HttpResponse<String> get(String address) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address)).timeout(ANSWER_LIMIT).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  /** What it logged, over all its starts. */
  public String log() throws IOException {
    return Files.readString(log, StandardCharsets.UTF_8);
  }

  private String logOfThisStart() throws IOException {
    byte[] all = Files.readAllBytes(log);
    int from = (int) Math.min(loggedBefore, all.length);
    return new String(all, from, all.length - from, StandardCharsets.UTF_8);
  }

  private void requireAlive() throws IOException {
    if (!process.isAlive()) {
      throw new IllegalStateException(role + " ended with " + process.exitValue() + ": " + log());
    }
  }

  /** As kill -9 does: no hook runs, nothing is closed. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Asks it to end, as an administrator does, and waits for that. */
  public void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(END_LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException(role + " did not end within " + END_LIMIT_SECONDS + " s");
    }
  }

  private void destroy() {
    process.destroyForcibly();
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
