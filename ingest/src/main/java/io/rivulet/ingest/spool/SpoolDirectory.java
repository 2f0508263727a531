package io.rivulet.ingest.spool;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** A directory that one spool at a time uses, on one machine. */
final class SpoolDirectory implements AutoCloseable {
  private static final String LOCK = "lock";

  private final Path path;
  private final RandomAccessFile lock;

  private SpoolDirectory(Path path, RandomAccessFile lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Creates it where it is not there, and locks it.
   *
   * @throws IOException where another spool has it
   */
  static SpoolDirectory lock(Path path) throws IOException {
    Files.createDirectories(path);
    RandomAccessFile file = new RandomAccessFile(path.resolve(LOCK).toFile(), "rw");
    try {
      boolean locked;
      try {
        locked = file.getChannel().tryLock() != null;
      } catch (OverlappingFileLockException e) {
        locked = false;
      }
      if (!locked) {
        String holder = file.readLine();
        throw new IOException(
            "the spool %s is in use by process %s: give each bridge a directory of its own"
                .formatted(path, holder == null ? "?" : holder.strip()));
      }
      // Of one length, so that it is overwritten in place, also on a full disk.
      String holder = String.format(Locale.ROOT, "%-19d%n", ProcessHandle.current().pid());
      file.seek(0);
      file.write(holder.getBytes(StandardCharsets.US_ASCII));
      return new SpoolDirectory(path, file);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  Path path() {
    return path;
  }

  /** Makes what was created or deleted in it last through a power cut, interrupted or not. */
  void force() throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        interrupted |= Thread.interrupted();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
          channel.force(true);
          return;
        } catch (ClosedByInterruptException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Gives it back. */
  @Override
  public void close() throws IOException {
    lock.close();
  }
}
