package io.rivulet.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where servers keep their files: a named directory that a later start finds again, or a temporary
 * one that is deleted at close. One process holds it at a time.
 */
public final class DataDirectory implements AutoCloseable {
  private static final String LOCK_FILE = "rivulet.lock";

  /** The lock covers no byte of the text, so that others can read who holds it, also on Windows. */
  private static final long LOCKED_BYTE = 1L << 40;

  /**
   * The directories held by this process. On POSIX, closing any channel of a file gives up the
   * process's locks on it, so a second attempt must fail before it opens the file.
   */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final boolean kept;
  private final FileChannel channel;
  private boolean closed;

  private DataDirectory(Path path, boolean kept, FileChannel channel) {
    this.path = path;
    this.kept = kept;
    this.channel = channel;
  }

  /**
   * Takes a named directory, made when missing.
   *
   * @throws IOException when another process, or this one, holds it; the message has its pid
   */
  public static DataDirectory named(Path directory) throws IOException {
    return take(Files.createDirectories(directory).toRealPath(), true);
  }

  /** Makes a directory that is deleted at close. */
  public static DataDirectory temporary() throws IOException {
    return take(Files.createTempDirectory("rivulet-").toRealPath(), false);
  }

  /** The directory, absolute and without symbolic links. */
  public Path path() {
    return path;
  }

  /** Whether the files stay after close. */
  public boolean isKept() {
    return kept;
  }

  /**
   * Gives the directory up, and deletes it if it is a temporary one. A second call does nothing.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      channel.close();
      if (!kept) {
        DirectoryTree.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The data directory " + path + " was not tidied up", e);
    } finally {
      HELD_HERE.remove(path);
    }
  }

  private static DataDirectory take(Path path, boolean kept) throws IOException {
    if (!HELD_HERE.add(path)) {
      throw inUse(path, Long.toString(ProcessHandle.current().pid()));
    }
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              path.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
      if (lock == null) {
        throw inUse(path, Files.readString(path.resolve(LOCK_FILE)).strip());
      }
      writePid(channel);
      return new DataDirectory(path, kept, channel);
    } catch (IOException | RuntimeException e) {
      if (channel != null) {
        channel.close();
      }
      HELD_HERE.remove(path);
      throw e;
    }
  }

  private static void writePid(FileChannel channel) throws IOException {
    String pid = ProcessHandle.current().pid() + "\n";
    channel.truncate(0).write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
  }

  private static IOException inUse(Path path, String pid) {
    return new IOException(
        "The data directory %s is in use by the process with pid %s: stop that one, or name another directory"
            .formatted(path, pid.isEmpty() ? "(not written yet)" : pid));
  }
}
