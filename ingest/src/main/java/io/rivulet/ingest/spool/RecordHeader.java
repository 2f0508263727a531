package io.rivulet.ingest.spool;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What stands before the bytes of a record, big-endian: its position in the log (8), its length
 * (4), when it was appended in microseconds since 1970 (8), CRC-32C of its bytes (4), CRC-32C of
 * the 24 bytes before (4). The header has a check sum of its own, so that a damaged payload does
 * not hide where the next record begins; the position in it tells a header from bytes that only
 * look like one.
 *
 * @param length bytes of the record without this header
 * @param appendedMicros microseconds since 1970
 * @param payloadCrc CRC-32C of the record's bytes
 */
record RecordHeader(int length, long appendedMicros, int payloadCrc) {
  static final int BYTES = 28;

  private static final int CHECKED_BYTES = 24;

  /** Writes header and record at the buffer's position; the buffer is backed by an array. */
  static void put(ByteBuffer target, long position, Instant appended, byte[] record) {
    int from = target.arrayOffset() + target.position();
    target.putLong(position);
    target.putInt(record.length);
    target.putLong(ChronoUnit.MICROS.between(Instant.EPOCH, appended));
    target.putInt(CheckSum.of(record, 0, record.length));
    target.putInt(CheckSum.of(target.array(), from, CHECKED_BYTES));
    target.put(record);
  }

  /** Whether a whole header for this position stands at this index; quick where none does. */
  static boolean isAt(ByteBuffer bytes, int index, long position) {
    return bytes.getLong(index) == position
        && bytes.getInt(index + CHECKED_BYTES)
            == CheckSum.of(bytes.array(), bytes.arrayOffset() + index, CHECKED_BYTES)
        && bytes.getInt(index + 8) >= 0;
  }

  /** The header at this index, where {@link #isAt} said that there is one. */
  static RecordHeader get(ByteBuffer bytes, int index) {
    return new RecordHeader(
        bytes.getInt(index + 8), bytes.getLong(index + 12), bytes.getInt(index + 20));
  }

  Instant appended() {
    return Instant.EPOCH.plus(appendedMicros, ChronoUnit.MICROS);
  }
}
