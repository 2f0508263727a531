package io.rivulet.ingest.spool;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The first bytes of a segment, big-endian: {@code RVSPOOL} (7), the version of the format (1), the
 * position in the log at which the segment begins (8), CRC-32C of the 16 bytes before (4).
 */
final class SegmentHeader {
  static final int BYTES = 20;
  static final byte VERSION = 1;

  private static final byte[] MAGIC = "RVSPOOL".getBytes(StandardCharsets.US_ASCII);
  private static final int CHECKED_BYTES = 16;

  private SegmentHeader() {}

  static byte[] of(long base) {
    ByteBuffer header = ByteBuffer.allocate(BYTES).put(MAGIC).put(VERSION).putLong(base);
    return header.putInt(CheckSum.of(header.array(), 0, CHECKED_BYTES)).array();
  }

  /** Whether the bytes are undamaged. */
  static boolean isWhole(byte[] header) {
    return ByteBuffer.wrap(header).getInt(CHECKED_BYTES) == CheckSum.of(header, 0, CHECKED_BYTES);
  }

  /** The version of a whole header. */
  static int version(byte[] header) {
    return header[MAGIC.length];
  }
}
