package io.rivulet.store.landing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/** Bytes of PostgreSQL's binary COPY format. Grows as one row needs. */
final class CopyBuffer {
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };
  private static final int END = -1;
  private static final int NULL = -1;
  private static final int TEXT_OID = 25;
  private static final byte JSONB_VERSION = 1;
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int NANOS_PER_MICRO = 1_000;

  private ByteBuffer buffer;

  CopyBuffer(int capacity) {
    buffer = ByteBuffer.allocate(capacity);
  }

  void header() {
    raw(SIGNATURE);
  }

  void trailer() {
    int16(END);
  }

  void int16(int value) {
    room(Short.BYTES).putShort((short) value);
  }

  /** A null. */
  void none() {
    room(Integer.BYTES).putInt(NULL);
  }

  /** Eight bytes: a bigint, or the bits of a double. */
  void value(long bits) {
    room(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(bits);
  }

  void flag(boolean value) {
    room(Integer.BYTES + 1).putInt(1).put((byte) (value ? 1 : 0));
  }

  /** Microseconds are kept, and what is finer is cut off as everywhere in the store. */
  void time(Instant time) {
    value(
        Math.addExact(
            Math.multiplyExact(time.getEpochSecond() - EPOCH.getEpochSecond(), MICROS_PER_SECOND),
            time.getNano() / NANOS_PER_MICRO));
  }

  void text(String text) {
    if (text == null) {
      none();
    } else {
      sized(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  void json(String json) {
    if (json == null) {
      none();
    } else {
      byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
      room(Integer.BYTES + 1 + bytes.length).putInt(bytes.length + 1).put(JSONB_VERSION).put(bytes);
    }
  }

  /** An array of texts that are joined by commas. */
  void texts(String joined) {
    if (joined == null) {
      none();
      return;
    }
    String[] parts = joined.split(",", -1);
    int sizeAt = buffer.position();
    room(6 * Integer.BYTES);
    buffer.putInt(0); // The size, known at the end.
    buffer.putInt(1).putInt(0).putInt(TEXT_OID).putInt(parts.length).putInt(1);
    for (String part : parts) {
      sized(part.getBytes(StandardCharsets.UTF_8));
    }
    buffer.putInt(sizeAt, buffer.position() - sizeAt - Integer.BYTES);
  }

  byte[] bytes() {
    return buffer.array();
  }

  int length() {
    return buffer.position();
  }

  private void sized(byte[] bytes) {
    room(Integer.BYTES + bytes.length).putInt(bytes.length).put(bytes);
  }

  private void raw(byte[] bytes) {
    room(bytes.length).put(bytes);
  }

  private ByteBuffer room(int more) {
    if (buffer.remaining() < more) {
      int position = buffer.position();
      buffer = ByteBuffer.wrap(Arrays.copyOf(buffer.array(), 2 * (position + more)));
      buffer.position(position);
    }
    return buffer;
  }
}
