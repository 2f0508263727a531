package io.rivulet.onebox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code rivulet demo} in a process of its own, as somebody starts it. */
public final class DemoProcess implements AutoCloseable {
  private static final Pattern PAGE = Pattern.compile("open (http://\\S+)");
  private static final Duration START_LIMIT = Duration.ofSeconds(120);

  private final Path folder;
  private final Process process;
  private final URI page;

  private DemoProcess(Path folder, Process process) {
    this.folder = folder;
    this.process = process;
    this.page =
        await("the page")
            .atMost(START_LIMIT)
            .until(
                () -> {
                  assertThat(process.isAlive()).as(log()).isTrue();
                  Matcher matcher = PAGE.matcher(log());
                  return matcher.find() ? URI.create(matcher.group(1)) : null;
                },
                found -> found != null);
  }

  /**
   * Starts it on a free port and waits for its page.
   *
   * @param folder for its log and its data
   */
  public static DemoProcess start(Path folder, String... more) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Rivulet.class.getName(),
                "demo",
                "--port",
                "0",
                "--data",
                folder.resolve("data").toString()));
    command.addAll(List.of(more));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("demo.log").toFile())
            .start();
    try {
      return new DemoProcess(folder, process);
    } catch (RuntimeException | Error e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** Where its page is. */
  public URI page() {
    return page;
  }

  /** The process itself. */
  public Process process() {
    return process;
  }

  /** Where its broker is, for devices. */
  public String broker() throws IOException {
    return "tcp://127.0.0.1:" + port("mqtt/mqtt.port");
  }

  /** A connection to its database, as the owner. */
  public Connection database() throws IOException, SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port("postgres/postgres.port") + "/rivulet?user=postgres");
  }

  private String port(String file) throws IOException {
    return Files.readString(folder.resolve("data").resolve(file)).strip();
  }

  /** What it has printed. */
  public String log() throws IOException {
    return Files.readString(folder.resolve("demo.log"), StandardCharsets.UTF_8);
  }

  /** The PostgreSQL processes that work below its data directory. */
  public List<ProcessHandle> postgres() {
    return ProcessHandle.allProcesses()
        .filter(one -> commandLine(one).contains("postgres"))
        .filter(one -> commandLine(one).contains("\0" + folder.resolve("data")))
        .toList();
  }

  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(
          Path.of("/proc", Long.toString(process.pid()), "cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }

  /** Ends it as an operator does; what does not end is killed. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, java.util.concurrent.TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
