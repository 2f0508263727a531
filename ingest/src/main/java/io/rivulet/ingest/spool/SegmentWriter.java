package io.rivulet.ingest.spool;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes at the end of one segment, all or nothing.
 *
 * <p>Not a FileChannel: an interrupt would close that under the thread that uses it.
 */
final class SegmentWriter implements AutoCloseable {
  private final Segment segment;
  private final RandomAccessFile file;
  private boolean unforced;

  private SegmentWriter(Segment segment, RandomAccessFile file) {
    this.segment = segment;
    this.file = file;
  }

  /**
   * Begins a segment; where that fails, none is left behind.
   *
   * @param force whether it must last through a power cut
   */
  static SegmentWriter create(SpoolDirectory directory, long base, boolean force)
      throws IOException {
    Path path = Segment.path(directory.path(), base);
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
    try {
      file.setLength(0);
      file.write(SegmentHeader.of(base));
      if (force) {
        file.getFD().sync();
        directory.force();
      }
      return new SegmentWriter(new Segment(path, base, SegmentHeader.BYTES), file);
    } catch (IOException e) {
      file.close();
      boolean unused = Files.deleteIfExists(path);
      throw new IOException("cannot begin %s: %s".formatted(path, e.getMessage()), e);
    }
  }

  /** Goes on behind the last whole record; the file ends there already. */
  static SegmentWriter resume(Segment segment) throws IOException {
    return new SegmentWriter(segment, new RandomAccessFile(segment.path().toFile(), "rw"));
  }

  Segment segment() {
    return segment;
  }

  /** Whether something was written since it was last forced. */
  boolean isUnforced() {
    return unforced;
  }

  /**
   * Adds whole records. Where that fails, forcing included, the file is cut back and nothing was
   * added: written anew, the bytes are forced anew too, which a second attempt to force alone would
   * not promise.
   */
  void write(byte[] bytes, int count, int records, boolean force) throws IOException {
    try {
      file.seek(segment.length());
      file.write(bytes, 0, count);
      unforced = true;
      if (force) {
        force();
      }
    } catch (IOException e) {
      cutBack(e);
      throw new IOException(
          "cannot write %d bytes to %s: %s".formatted(count, segment.path(), e.getMessage()), e);
    }
    segment.grow(count, records);
  }

  private void cutBack(IOException cause) {
    try {
      file.setLength(segment.length());
    } catch (IOException e) {
      // The next write begins at the same place, and recovery cuts what is no whole record.
      cause.addSuppressed(e);
    }
  }

  void force() throws IOException {
    file.getFD().sync();
    unforced = false;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
