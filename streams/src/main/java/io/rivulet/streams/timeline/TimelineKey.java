package io.rivulet.streams.timeline;

import io.rivulet.domain.reading.Micros;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;

/**
 * Keys under which a store sorts samples by owner, then time, then sequence number, then device:
 * the order in which rules see them. The owner is one or more names; none of them can hold a zero
 * byte.
 */
public final class TimelineKey {
  private static final int TIME_AND_SEQUENCE_BYTES = 2 * Long.BYTES;

  private TimelineKey() {}

  /** The key of one sample. */
  public static Bytes of(byte[] owner, Instant time, long sequence, String device) {
    byte[] name = device.getBytes(StandardCharsets.UTF_8);
    ByteBuffer key =
        ByteBuffer.allocate(owner.length + TIME_AND_SEQUENCE_BYTES + name.length).put(owner);
    // Flipping the sign bit makes unsigned byte order agree with signed numeric order.
    key.putLong(Micros.of(time) ^ Long.MIN_VALUE);
    key.putLong(sequence).put(name);
    return Bytes.wrap(key.array());
  }

  /** The owner's part of a key. */
  public static byte[] owner(String... names) {
    return (String.join("\0", names) + "\0").getBytes(StandardCharsets.UTF_8);
  }

  /** The key of something an owner has under a name, where time is no part of it. */
  public static Bytes named(byte[] owner, String id) {
    byte[] name = id.getBytes(StandardCharsets.UTF_8);
    byte[] key = Arrays.copyOf(owner, owner.length + name.length);
    System.arraycopy(name, 0, key, owner.length, name.length);
    return Bytes.wrap(key);
  }

  /** Before every key of an owner. */
  public static Bytes first(byte[] owner) {
    return Bytes.wrap(owner);
  }

  /** After every key of an owner, whose last byte is zero. */
  public static Bytes last(byte[] owner) {
    byte[] end = owner.clone();
    end[end.length - 1] = 1;
    return Bytes.wrap(end);
  }

  /** Before every key of an owner from an instant on. */
  public static Bytes from(byte[] owner, Instant time) {
    return of(owner, time, 0, "");
  }
}
