package io.rivulet.ingest.spool;

import io.rivulet.ingest.spool.Spool.Entry;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads the records of one segment in order and checks every byte. What is damaged is passed over,
 * byte by byte, up to the next whole record, and reported.
 *
 * <p>Not a FileChannel: an interrupt would close that under the thread that uses it.
 */
final class SegmentReader implements AutoCloseable {
  private static final int WINDOW_BYTES = 256 << 10;

  private final Segment segment;
  private final Damage damage;
  private final RandomAccessFile file;
  private ByteBuffer window = ByteBuffer.allocate(0);
  private int windowOffset;
  private int offset;
  private int wholeEnd;

  /**
   * Opens the file.
   *
   * @param position where a record begins, or anything before the first
   */
  SegmentReader(Segment segment, long position, Damage damage) throws IOException {
    this.segment = segment;
    this.damage = damage;
    this.offset = (int) Math.max(SegmentHeader.BYTES, position - segment.base());
    this.wholeEnd = offset;
    this.file = new RandomAccessFile(segment.path().toFile(), "r");
  }

  Segment segment() {
    return segment;
  }

  /** Bytes up to the end of the last whole record that was read. */
  int wholeEnd() {
    return wholeEnd;
  }

  /** The next whole record; empty at the end of what the segment has by now. */
  Optional<Entry> next() throws IOException {
    while (segment.length() - offset >= RecordHeader.BYTES) {
      int index = load(RecordHeader.BYTES);
      if (!RecordHeader.isAt(window, index, segment.base() + offset)) {
        offset++;
        continue;
      }
      RecordHeader header = RecordHeader.get(window, index);
      if (header.length() > segment.length() - offset - RecordHeader.BYTES) {
        offset++;
        continue;
      }
      int bytes = RecordHeader.BYTES + header.length();
      int from = load(bytes) + RecordHeader.BYTES;
      offset += bytes;
      if (CheckSum.of(window.array(), from, header.length()) == header.payloadCrc()) {
        return Optional.of(whole(header, from, bytes));
      }
    }
    return Optional.empty();
  }

  private Entry whole(RecordHeader header, int from, int bytes) {
    int start = offset - bytes;
    if (start > wholeEnd) {
      damage.skipped(segment.path(), segment.base() + wholeEnd, start - wholeEnd);
    }
    wholeEnd = offset;
    byte[] record = Arrays.copyOfRange(window.array(), from, from + header.length());
    return new Entry(segment.base() + offset, header.appended(), record);
  }

  /** Has this many bytes from the offset on in the window; returns where they begin there. */
  private int load(int bytes) throws IOException {
    int index = offset - windowOffset;
    if (index >= 0 && index + bytes <= window.limit()) {
      return index;
    }
    int wanted = Math.min(segment.length() - offset, Math.max(bytes, WINDOW_BYTES));
    byte[] target = wanted <= window.capacity() ? window.array() : new byte[wanted];
    window = ByteBuffer.wrap(target).limit(0);
    windowOffset = offset;
    try {
      file.seek(offset);
      file.readFully(target, 0, wanted);
    } catch (EOFException e) {
      throw new IOException(
          "%s is shorter than the %d bytes it had".formatted(segment.path(), segment.length()), e);
    } catch (IOException e) {
      throw new IOException("cannot read %s: %s".formatted(segment.path(), e.getMessage()), e);
    }
    window.limit(wanted);
    return 0;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
