package io.rivulet.schemas.serde;

import java.io.OutputStream;
import java.util.Arrays;

/**
 * Bytes that are written by one thread and used again; the JDK's own takes a lock at each write.
 */
final class EncodedBytes extends OutputStream {
  private static final int KEPT_BYTES = 16 * 1024;

  private byte[] bytes = new byte[512];
  private int count;

  void reset() {
    count = 0;
  }

  @Override
  public void write(int octet) {
    makeRoom(1);
    bytes[count++] = (byte) octet;
  }

  @Override
  public void write(byte[] from, int offset, int length) {
    makeRoom(length);
    System.arraycopy(from, offset, bytes, count, length);
    count += length;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, count);
  }

  /** Gives back what one large record took. */
  void shrink() {
    if (bytes.length > KEPT_BYTES) {
      bytes = new byte[KEPT_BYTES];
    }
  }

  private void makeRoom(int more) {
    if (count + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(count + more, bytes.length * 2));
    }
  }
}
