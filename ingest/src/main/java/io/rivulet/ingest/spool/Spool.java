package io.rivulet.ingest.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A bounded queue of records on disk that survives the death of its process. One thread uses it;
 * {@link #bytes}, {@link #records}, {@link #oldest}, {@link #isEmpty}, {@link #isFull} and {@link
 * #damage} may be called from any.
 */
public final class Spool implements AutoCloseable {
  private Spool() {}

  /**
   * A record that was appended.
   *
   * @param end position to {@linkplain Spool#trim trim} to once it was delivered
   * @param appended when, to the microsecond
   * @param record its bytes
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Entry(long end, Instant appended, byte[] record) {}

  /** Opens, creating or recovering what is there. */
  public static Spool open(
      Path directory, SpoolBounds bounds, FsyncPolicy policy, InstantSource clock)
      throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Adds a record; it is safe only after {@link #sync}. */
  public void append(byte[] record) throws SpoolFullException, IOException {
    throw new UnsupportedOperationException();
  }

  /** After it returns, everything appended may be acknowledged. May be called again if it fails. */
  public void sync() throws IOException {
    throw new UnsupportedOperationException();
  }

  /** The next record, in the order of appending. */
  public Optional<Entry> read() throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Everything before {@code end} has been delivered. */
  public void trim(long end) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Reading begins again at the oldest record that is not trimmed. */
  public void rewind() {
    throw new UnsupportedOperationException();
  }

  /** Bytes of what is not trimmed, headers included. */
  public long bytes() {
    throw new UnsupportedOperationException();
  }

  /** Records not trimmed. */
  public long records() {
    throw new UnsupportedOperationException();
  }

  /** When the oldest record not trimmed was appended. */
  public Optional<Instant> oldest() {
    throw new UnsupportedOperationException();
  }

  /** Whether everything is trimmed. */
  public boolean isEmpty() {
    throw new UnsupportedOperationException();
  }

  /** Whether a record of the largest size would be refused. */
  public boolean isFull() {
    throw new UnsupportedOperationException();
  }

  /** The bytes it may take of the disk. */
  public long capacityBytes() {
    throw new UnsupportedOperationException();
  }

  /** What had to be cut or skipped, in words. */
  public Optional<String> damage() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() throws IOException {
    throw new UnsupportedOperationException();
  }
}
