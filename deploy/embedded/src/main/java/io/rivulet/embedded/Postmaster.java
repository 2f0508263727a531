package io.rivulet.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL server that runs on a data directory: the process that its postmaster.pid names, and
 * only when that process is a PostgreSQL server and works on this directory.
 */
record Postmaster(ProcessHandle process, Path pidFile) {
  private static final Duration FAST_SHUTDOWN = Duration.ofSeconds(30);
  private static final Duration IMMEDIATE_SHUTDOWN = Duration.ofSeconds(10);
  private static final int POLL_MILLIS = 50;

  static Path pidFile(Path dataDirectory) {
    return dataDirectory.resolve("postmaster.pid");
  }

  /**
   * Finds the server that runs on a directory, if one does.
   *
   * @throws IOException when the file names a living process that cannot be told to be one
   */
  static Optional<Postmaster> on(Path dataDirectory) throws IOException {
    Path pidFile = pidFile(dataDirectory);
    Optional<ProcessHandle> process = readPid(pidFile).flatMap(ProcessHandle::of);
    if (process.isEmpty() || !worksOn(process.get(), dataDirectory)) {
      return Optional.empty();
    }
    return Optional.of(new Postmaster(process.get(), pidFile));
  }

  /** Ends it: clients are disconnected, data is written; if that takes too long, at once. */
  void stop() throws IOException {
    signal("INT");
    if (hasEndedWithin(FAST_SHUTDOWN)) {
      return;
    }
    signal("QUIT");
    if (!hasEndedWithin(IMMEDIATE_SHUTDOWN)) {
      throw new IOException(
          "The PostgreSQL server with pid %d does not end; %s is in use until it does"
              .formatted(process.pid(), pidFile.getParent()));
    }
  }

  private static Optional<Long> readPid(Path pidFile) throws IOException {
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(pidFile);
    String pid = lines.isEmpty() ? "" : lines.get(0).strip();
    return pid.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(pid)) : Optional.empty();
  }

  private static boolean worksOn(ProcessHandle process, Path dataDirectory) throws IOException {
    Optional<String[]> arguments = process.info().arguments();
    if (arguments.isEmpty()) {
      return failUnlessGone(process, dataDirectory);
    }
    boolean isPostgres =
        process
            .info()
            .command()
            .map(command -> Path.of(command).getFileName().toString())
            .filter("postgres"::equals)
            .isPresent();
    return isPostgres && isDirectoryOf(process, List.of(arguments.get()), dataDirectory);
  }

  private static boolean failUnlessGone(ProcessHandle process, Path dataDirectory)
      throws IOException {
    if (!process.isAlive() || isZombie(process)) {
      return false;
    }
    throw new IOException(
        "%s names the process %d, which lives but does not show what it is. If it is a PostgreSQL server, stop it; if not, remove the file"
            .formatted(pidFile(dataDirectory), process.pid()));
  }

  /** A server changes into its data directory, which tells even when the directory was moved. */
  private static boolean isDirectoryOf(
      ProcessHandle process, List<String> arguments, Path dataDirectory) throws IOException {
    Path workingDirectory = Path.of("/proc", Long.toString(process.pid()), "cwd");
    if (Files.isReadable(workingDirectory)) {
      return Files.isSameFile(workingDirectory, dataDirectory);
    }
    int option = arguments.indexOf("-D");
    return option >= 0
        && option + 1 < arguments.size()
        && Path.of(arguments.get(option + 1)).equals(dataDirectory);
  }

  private static boolean isZombie(ProcessHandle process) throws IOException {
    Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
    if (!Files.isReadable(stat)) {
      return false;
    }
    String text = Files.readString(stat);
    return text.startsWith("Z", text.lastIndexOf(')') + 2);
  }

  /** The shell has kill built in; not every small system has the program. */
  private void signal(String name) throws IOException {
    String[] command = {"sh", "-c", "kill -" + name + " \"$0\"", Long.toString(process.pid())};
    Process shell =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!shell.waitFor(10, TimeUnit.SECONDS)) {
        shell.destroyForcibly();
        throw new IOException("No answer within 10 s from " + Arrays.toString(command));
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Removing its file is the last thing a server does; a zombie nobody waits for has ended too. */
  private boolean hasEndedWithin(Duration limit) throws IOException {
    long deadlineNanos = System.nanoTime() + limit.toNanos();
    while (process.isAlive() && readPid(pidFile).filter(pid -> pid == process.pid()).isPresent()) {
      if (isZombie(process)) {
        return true;
      }
      if (System.nanoTime() - deadlineNanos > 0) {
        return false;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
    return true;
  }

  private IOException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new IOException(
        "Interrupted while stopping the PostgreSQL server with pid " + process.pid(), cause);
  }
}
