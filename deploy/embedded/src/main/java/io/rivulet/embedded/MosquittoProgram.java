package io.rivulet.embedded;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The {@code mosquitto} program of this system. */
final class MosquittoProgram {
  /** Debian keeps it outside a user's path. */
  private static final String ALSO = "/usr/sbin:/usr/local/sbin:/opt/homebrew/sbin";

  /**
   * Reads a pipe that only this JVM holds and that the system closes however the JVM ends; then
   * kills the process with this number, if it still is the one with this configuration.
   */
  private static final String WATCHDOG =
      """
      if ! read -r line; then
        if [ ! -d /proc/self ] || grep -qF "$1" "/proc/$0/cmdline"; then kill -KILL "$0"; fi
      fi
      """;

  private MosquittoProgram() {}

  static Optional<Path> find() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(path.split(File.pathSeparator), ALSO.split(":"))
        .flatMap(Stream::of)
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, "mosquitto"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Process start(Path configuration, Path log) throws IOException {
    Path program =
        find()
            .orElseThrow(
                () ->
                    new IOException(
                        "mosquitto is not installed: install it (Debian package mosquitto), or use EmbeddedBroker"));
    return new ProcessBuilder(program.toString(), "-c", configuration.toString())
        .directory(configuration.getParent().toFile())
        .redirectErrorStream(true)
        .redirectOutput(Redirect.appendTo(log.toFile()))
        .start();
  }

  /** Kills the process when this JVM ends without having stopped it. Closed, it does nothing. */
  static AutoCloseable watch(Process process, Path configuration) throws IOException {
    Process watchdog =
        new ProcessBuilder(
                "sh", "-c", WATCHDOG, Long.toString(process.pid()), configuration.toString())
            .directory(new File("/"))
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start();
    return watchdog::destroy;
  }
}
