package io.rivulet.ingest.spool;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A directory that one spool at a time uses, on one machine. */
final class SpoolDirectory implements AutoCloseable {
  private static final String LOCK = "lock";

  /**
   * Directories open in this process. POSIX gives up a process's lock when any descriptor of the
   * file is closed, so an attempt that is bound to fail must not even open it.
   */
  private static final Set<Path> OPEN_HERE = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final Path real;
  private final RandomAccessFile lock;

  private SpoolDirectory(Path path, Path real, RandomAccessFile lock) {
    this.path = path;
    this.real = real;
    this.lock = lock;
  }

  /**
   * Creates it where it is not there, and locks it.
   *
   * @throws IOException where another spool has it
   */
  static SpoolDirectory lock(Path path) throws IOException {
    Files.createDirectories(path);
    Path real = path.toRealPath();
    if (!OPEN_HERE.add(real)) {
      throw inUse(path, Long.toString(ProcessHandle.current().pid()));
    }
    try {
      return new SpoolDirectory(path, real, lockFile(path));
    } catch (IOException | RuntimeException e) {
      OPEN_HERE.remove(real);
      throw e;
    }
  }

  private static RandomAccessFile lockFile(Path path) throws IOException {
    RandomAccessFile file = new RandomAccessFile(path.resolve(LOCK).toFile(), "rw");
    try {
      if (file.getChannel().tryLock() == null) {
        String holder = file.readLine();
        throw inUse(path, holder == null ? "?" : holder.strip());
      }
      // Of one length, so that it is overwritten in place, also on a full disk.
      String holder = String.format(Locale.ROOT, "%-19d%n", ProcessHandle.current().pid());
      file.seek(0);
      file.write(holder.getBytes(StandardCharsets.US_ASCII));
      return file;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static IOException inUse(Path path, String holder) {
    return new IOException(
        "the spool %s is in use by process %s: give each bridge a directory of its own"
            .formatted(path, holder));
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
    try {
      lock.close();
    } finally {
      OPEN_HERE.remove(real);
    }
  }
}
