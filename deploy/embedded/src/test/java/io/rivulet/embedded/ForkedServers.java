package io.rivulet.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Servers in a JVM of their own, to be killed. */
final class ForkedServers implements AutoCloseable {
  private final Process jvm;
  private final String ready;

  private ForkedServers(Process jvm, String ready) {
    this.jvm = jvm;
    this.ready = ready;
  }

  static ForkedServers database(Path directory) throws IOException {
    return fork("database", directory);
  }

  static ForkedServers all(Path directory) throws IOException {
    return fork("all", directory);
  }

  static ForkedServers mosquitto(Path directory) throws IOException {
    return fork("mosquitto", directory);
  }

  static ForkedServers directoryOnly(Path directory) throws IOException {
    return fork("directory", directory);
  }

  /** What it said when it was ready; a JDBC URL where there is a database. */
  String ready() {
    return ready;
  }

  long pid() {
    return jvm.pid();
  }

  /** As kill -9 does: no hook runs, nothing is closed. */
  void kill() throws InterruptedException {
    jvm.destroyForcibly().waitFor();
  }

  /** Kills the watchdog first: what it is there for is then not done. */
  void killWithWatchdog() throws InterruptedException {
    for (ProcessHandle watchdog : watchdogs()) {
      watchdog.destroyForcibly();
      watchdog.onExit().join();
    }
    kill();
  }

  List<ProcessHandle> watchdogs() {
    return jvm.toHandle()
        .children()
        .filter(child -> commandLine(child).contains("rivulet-watchdog"))
        .toList();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }

  /** The PostgreSQL servers of this machine that work on a directory below {@code root}. */
  static List<ProcessHandle> postgresBelow(Path root) {
    return ProcessHandle.allProcesses()
        .filter(process -> commandLine(process).contains("bin/postgres\0-D\0" + root))
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

  private static ForkedServers fork(String what, Path directory) throws IOException {
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                what,
                directory.toString())
            .redirectError(Redirect.INHERIT)
            .start();
    BufferedReader output = jvm.inputReader(StandardCharsets.UTF_8);
    String ready = output.readLine();
    if (ready == null) {
      jvm.destroyForcibly();
      throw new IOException("The forked JVM did not get ready; its stderr says why");
    }
    return new ForkedServers(jvm, ready);
  }

  /** Starts what it is told, says so in one line and stays until it is killed. */
  static final class Main {
    public static void main(String[] arguments) throws Exception {
      Path directory = Path.of(arguments[1]);
      String ready =
          switch (arguments[0]) {
            case "directory" -> DataDirectory.named(directory).path().toString();
            case "mosquitto" -> Long.toString(Mosquitto.start(directory).pid());
            case "database" -> EmbeddedDatabase.start(directory, 0).jdbcUrl();
            case "all" ->
                EmbeddedServers.start(DataDirectory.named(directory)).database().jdbcUrl();
            default -> throw new IllegalArgumentException("Unknown: " + arguments[0]);
          };
      System.out.println(ready);
      int end = System.in.read();
      throw new IllegalStateException("The test went away: " + end);
    }
  }
}
