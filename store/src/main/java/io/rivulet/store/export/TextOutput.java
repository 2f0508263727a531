package io.rivulet.store.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Bytes of text on their way out, 64 KiB at a time. */
final class TextOutput {
  private static final int CAPACITY = 64 * 1024;
  private static final int MICROS_PER_SECOND = 1_000_000;

  private final OutputStream out;
  private final byte[] buffer = new byte[CAPACITY];
  private int length;

  TextOutput(OutputStream out) {
    this.out = out;
  }

  void add(int ascii) throws IOException {
    if (length == CAPACITY) {
      drain();
    }
    buffer[length++] = (byte) ascii;
  }

  void add(byte[] bytes) throws IOException {
    add(bytes, 0, bytes.length);
  }

  void add(byte[] bytes, int start, int count) throws IOException {
    if (count > CAPACITY - length) {
      drain();
    }
    if (count > CAPACITY) {
      out.write(bytes, start, count);
    } else {
      System.arraycopy(bytes, start, buffer, length, count);
      length += count;
    }
  }

  void add(String text) throws IOException {
    add(text.getBytes(StandardCharsets.UTF_8));
  }

  void add(long value) throws IOException {
    add(Long.toString(value));
  }

  /** In ISO 8601, UTC, with six digits after the point: {@code 2026-11-21T09:30:00.250000Z}. */
  void addTime(long micros) throws IOException {
    long second = Math.floorDiv(micros, MICROS_PER_SECOND);
    int fraction = (int) Math.floorMod(micros, (long) MICROS_PER_SECOND);
    String text = Instant.ofEpochSecond(second).toString();
    add(text.substring(0, text.length() - 1));
    add('.');
    for (int place = MICROS_PER_SECOND / 10; place > 0; place /= 10) {
      add('0' + fraction / place % 10);
    }
    add('Z');
  }

  void flush() throws IOException {
    drain();
    out.flush();
  }

  private void drain() throws IOException {
    out.write(buffer, 0, length);
    length = 0;
  }
}
