package io.rivulet.ingest.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.NavigableMap;
import java.util.Optional;

/** Collects records and writes them to the last segment together. */
final class Appender implements AutoCloseable {
  private static final int COLLECTED_BYTES = 1 << 20;

  private final SpoolDirectory directory;
  private final NavigableMap<Long, Segment> segments;
  private final int segmentBytes;
  private final FsyncPolicy policy;
  private final InstantSource clock;
  private final ByteBuffer collected;
  private int collectedRecords;
  private SegmentWriter writer;
  private long end;
  private Instant forcedAt;

  /**
   * Goes on in the last segment, or begins one with the first record.
   *
   * @param end the position of the next record; counts only where there is no segment
   */
  Appender(
      SpoolDirectory directory,
      NavigableMap<Long, Segment> segments,
      long end,
      SpoolBounds bounds,
      FsyncPolicy policy,
      InstantSource clock)
      throws IOException {
    this.directory = directory;
    this.segments = segments;
    this.segmentBytes = bounds.segmentBytes();
    this.policy = policy;
    this.clock = clock;
    this.forcedAt = clock.instant();
    int largest = RecordHeader.BYTES + bounds.maxRecordBytes();
    this.collected =
        ByteBuffer.allocate(Math.max(largest, Math.min(COLLECTED_BYTES, segmentBytes)));
    this.end = segments.isEmpty() ? end : segments.lastEntry().getValue().end();
    this.writer = segments.isEmpty() ? null : SegmentWriter.resume(segments.lastEntry().getValue());
  }

  /** The position behind everything appended. */
  long end() {
    return end;
  }

  /** Whether a record of this many bytes would begin a segment. */
  boolean begins(int recordBytes) {
    return writer == null
        || end - writer.segment().base() + RecordHeader.BYTES + recordBytes > segmentBytes;
  }

  /** Bytes that are not written out yet. */
  int collectedBytes() {
    return collected.position();
  }

  /** Records that are not written out yet. */
  int collectedRecords() {
    return collectedRecords;
  }

  /** When the first record that is not written out was appended, where there is one. */
  Optional<Instant> firstCollected() {
    return collectedRecords == 0
        ? Optional.empty()
        : Optional.of(RecordHeader.get(collected, 0).appended());
  }

  /** Takes a record in; where that fails, what was appended before is as it was. */
  void append(byte[] record, Instant appended) throws IOException {
    int bytes = RecordHeader.BYTES + record.length;
    if (begins(record.length)) {
      begin();
    } else if (collected.remaining() < bytes) {
      write(policy instanceof FsyncPolicy.Always);
    }
    RecordHeader.put(collected, end, appended, record);
    collectedRecords++;
    end += bytes;
  }

  private void begin() throws IOException {
    boolean force = !(policy instanceof FsyncPolicy.Never);
    write(force);
    SegmentWriter next = SegmentWriter.create(directory, end, force);
    if (writer != null) {
      writer.close();
    }
    writer = next;
    segments.put(end, next.segment());
    end += SegmentHeader.BYTES;
  }

  /** Writes out and forces, as far as the policy asks for it now. */
  void sync() throws IOException {
    write(isForceDue());
  }

  /** Writes out so that it can be read. */
  void writeOut() throws IOException {
    write(policy instanceof FsyncPolicy.Always);
  }

  /** Forgets what is not written out; returns how many records that were. */
  int recall() {
    int recalled = collectedRecords;
    end -= collected.position();
    collected.clear();
    collectedRecords = 0;
    return recalled;
  }

  private boolean isForceDue() {
    if (policy instanceof FsyncPolicy.Interval interval) {
      Instant now = clock.instant();
      return now.isBefore(forcedAt) || !now.isBefore(forcedAt.plus(interval.every()));
    }
    return policy instanceof FsyncPolicy.Always;
  }

  private void write(boolean force) throws IOException {
    if (collected.position() > 0) {
      writer.write(collected.array(), collected.position(), collectedRecords, force);
      collected.clear();
      collectedRecords = 0;
    } else if (force && writer != null && writer.isUnforced()) {
      writer.force();
    }
    if (force) {
      forcedAt = clock.instant();
    }
  }

  /** Writes out and forces whatever the policy, and lets go of the file even if that fails. */
  @Override
  public void close() throws IOException {
    try (SegmentWriter closing = writer) {
      if (closing != null) {
        write(true);
      }
    }
  }
}
