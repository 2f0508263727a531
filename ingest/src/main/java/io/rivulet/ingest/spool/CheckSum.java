package io.rivulet.ingest.spool;

import java.util.zip.CRC32C;

/** CRC-32C, which processors compute themselves. */
final class CheckSum {
  private CheckSum() {}

  static int of(byte[] bytes, int from, int count) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, count);
    return (int) crc.getValue();
  }
}
