package io.rivulet.ingest.spool;

/**
 * What a spool may take of the disk.
 *
 * @param maxBytes bytes of all its segments together, headers and what is already trimmed within
 *     the oldest segment included; at least twice {@code segmentBytes}
 * @param segmentBytes size at which the next segment begins, 4 KiB to 1 GiB; what is trimmed is
 *     given back to the disk in such pieces
 * @param maxRecordBytes largest record, 1 or more; a segment must hold one with its header
 */
public record SpoolBounds(long maxBytes, int segmentBytes, int maxRecordBytes) {
  /** 1 GiB: about three million messages of 300 B. */
  public static final long DEFAULT_MAX_BYTES = 1L << 30;

  /** 16 MiB. */
  public static final int DEFAULT_SEGMENT_BYTES = 16 << 20;

  /** 1 MiB. */
  public static final int DEFAULT_MAX_RECORD_BYTES = 1 << 20;

  /** The defaults together. */
  public static final SpoolBounds DEFAULT =
      new SpoolBounds(DEFAULT_MAX_BYTES, DEFAULT_SEGMENT_BYTES, DEFAULT_MAX_RECORD_BYTES);

  private static final int SMALLEST_SEGMENT_BYTES = 4 << 10;
  private static final int LARGEST_SEGMENT_BYTES = 1 << 30;

  public SpoolBounds {
    if (segmentBytes < SMALLEST_SEGMENT_BYTES || segmentBytes > LARGEST_SEGMENT_BYTES) {
      throw new IllegalArgumentException(
          "segments of %d bytes are outside %d to %d"
              .formatted(segmentBytes, SMALLEST_SEGMENT_BYTES, LARGEST_SEGMENT_BYTES));
    }
    if (maxBytes < 2L * segmentBytes) {
      throw new IllegalArgumentException(
          "a spool of %d bytes is smaller than two segments of %d bytes"
              .formatted(maxBytes, segmentBytes));
    }
    int largest = segmentBytes - SegmentHeader.BYTES - RecordHeader.BYTES;
    if (maxRecordBytes < 1 || maxRecordBytes > largest) {
      throw new IllegalArgumentException(
          "records of up to %d bytes are outside 1 to %d, what a segment of %d bytes holds"
              .formatted(maxRecordBytes, largest, segmentBytes));
    }
  }
}
