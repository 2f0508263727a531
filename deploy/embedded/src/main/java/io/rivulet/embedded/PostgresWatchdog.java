package io.rivulet.embedded;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small child process that stops the PostgreSQL server when this JVM ends without doing so.
 *
 * <p>It reads a pipe that only this JVM holds; the system closes the pipe however the JVM ends. It
 * signals nothing but the server whose command line carries its token, so a process that got a
 * reused number, or a later server on the same directory, is safe. It needs a POSIX shell.
 */
final class PostgresWatchdog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresWatchdog.class);
  private static final String SCRIPT = "postgres-watchdog.sh";
  private static final int CLOSE_SECONDS = 5;

  /** A session of its own, where the system has setsid: a signal to the JVM's group misses it. */
  private static final String OWN_SESSION =
      "if command -v setsid >/dev/null 2>&1; then exec setsid sh -c \"$0\" rivulet-watchdog \"$@\";"
          + " else exec sh -c \"$0\" rivulet-watchdog \"$@\"; fi";

  private final Process process;

  private PostgresWatchdog(Process process) {
    this.process = process;
  }

  static void requireSupported() throws IOException {
    if (File.separatorChar != '/') {
      throw new IOException(
          "The embedded PostgreSQL server runs on Linux and macOS only, not on %s: use a PostgreSQL server of your own"
              .formatted(System.getProperty("os.name")));
    }
  }

  /**
   * Starts watching, before the server starts.
   *
   * @param token text that only this one server has on its command line
   */
  static PostgresWatchdog start(Path postmasterPid, String token) throws IOException {
    List<String> command =
        List.of("sh", "-c", OWN_SESSION, script(), postmasterPid.toString(), token);
    return new PostgresWatchdog(
        new ProcessBuilder(command)
            // Not the caller's directory: it could not be removed or unmounted meanwhile.
            .directory(new File("/"))
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start());
  }

  /** Sends the watchdog home; the server has stopped. */
  @Override
  public void close() {
    try (OutputStream pipe = process.getOutputStream()) {
      pipe.write("closed\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      LOG.warn("The PostgreSQL watchdog (pid {}) had already ended", process.pid(), e);
    }
    try {
      if (!process.waitFor(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String script() throws IOException {
    try (InputStream script = PostgresWatchdog.class.getResourceAsStream(SCRIPT)) {
      if (script == null) {
        throw new IOException("The resource " + SCRIPT + " is missing from the class path");
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
