package io.rivulet.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one PostgreSQL server.
 *
 * @param root all that the server has: {@code data}, {@code log}, its port
 * @param data the server's own data directory
 */
record PostgresDirectory(Path root, Path data) {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresDirectory.class);
  private static final String SERVER_VERSION = "17";
  private static final int LAST_WORDS = 12;

  /** Makes the directory usable: no server runs on it, and its files are whole and ours to read. */
  static PostgresDirectory prepare(Path root) throws IOException {
    PostgresDirectory directory = new PostgresDirectory(root, root.resolve("data"));
    directory.requireVersion();
    directory.takeOver();
    directory.removeUnfinished();
    Files.createDirectories(directory.log());
    Files.deleteIfExists(directory.startLog());
    return directory;
  }

  Path log() {
    return root.resolve("log");
  }

  /** What initdb and the server say before the server opens its own log. */
  Path startLog() {
    return root.resolve("log").resolve("start.log");
  }

  /** Stops the server on this directory, if one runs. */
  void stopServer() throws IOException {
    Optional<Postmaster> server = Postmaster.on(data);
    if (server.isPresent()) {
      server.get().stop();
    }
  }

  /** The end of the log of the last start, for an error message; empty when there is none. */
  String lastWords() {
    try {
      List<String> lines = Files.readAllLines(startLog(), StandardCharsets.UTF_8);
      List<String> last = lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size());
      return last.isEmpty() ? "" : "; the server said: " + String.join(" | ", last);
    } catch (IOException e) {
      return "; its log " + startLog() + " cannot be read";
    }
  }

  private void requireVersion() throws IOException {
    Path file = data.resolve("PG_VERSION");
    if (!Files.exists(file)) {
      return;
    }
    String version = Files.readString(file).strip();
    if (!version.equals(SERVER_VERSION)) {
      throw new IOException(
          "The files in %s are of PostgreSQL %s, the embedded server is %s: name another directory, or move the data with pg_dump of PostgreSQL %s"
              .formatted(data, version, SERVER_VERSION, version));
    }
  }

  /** A server is left behind when its JVM was killed; a pid file, when the machine went down. */
  private void takeOver() throws IOException {
    Optional<Postmaster> left = Postmaster.on(data);
    if (left.isPresent()) {
      LOG.info(
          "Taking over {} from the PostgreSQL server left behind, pid {}",
          data,
          left.get().process().pid());
      left.get().stop();
    }
    // PostgreSQL itself refuses to start while any process has the number in a stale file.
    Files.deleteIfExists(Postmaster.pidFile(data));
  }

  /** A server writes postmaster.opts at its first start: without it, none has ever run here. */
  private void removeUnfinished() throws IOException {
    if (Files.exists(data) && !Files.exists(data.resolve("postmaster.opts"))) {
      LOG.info("Removing {}, which an interrupted start left unfinished", data);
      DirectoryTree.delete(data);
    }
  }
}
