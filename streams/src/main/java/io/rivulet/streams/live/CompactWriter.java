package io.rivulet.streams.live;

import io.rivulet.domain.reading.Micros;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;

/** Writes values in few bytes: small numbers in one, whatever their sign. */
public final class CompactWriter {
  private static final int SEVEN_BITS = 0x7f;
  private static final int MORE = 0x80;

  private byte[] bytes;
  private int length;

  /** An empty one. */
  public CompactWriter() {
    this(64);
  }

  private CompactWriter(int capacity) {
    bytes = new byte[capacity];
  }

  /** Writes on after bytes that were written before. */
  static CompactWriter after(byte[] written, int from) {
    CompactWriter writer = new CompactWriter(Math.max(64, 2 * (written.length - from)));
    System.arraycopy(written, from, writer.bytes, 0, written.length - from);
    writer.length = written.length - from;
    return writer;
  }

  /** How much was written. */
  public int length() {
    return length;
  }

  /** What was written. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  /** What was written, after a count. */
  byte[] toBytesAfter(long count) {
    CompactWriter whole = new CompactWriter(length + Long.BYTES);
    whole.count(count).raw(bytes, length);
    return whole.toBytes();
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }

  /** One byte. */
  public CompactWriter octet(int value) {
    room(1);
    bytes[length++] = (byte) value;
    return this;
  }

  private CompactWriter raw(byte[] source, int count) {
    room(count);
    System.arraycopy(source, 0, bytes, length, count);
    length += count;
    return this;
  }

  /** A number that is mostly small and never negative: seven bits a byte. */
  public CompactWriter count(long value) {
    room(10);
    long rest = value;
    while ((rest & ~SEVEN_BITS) != 0) {
      bytes[length++] = (byte) (rest & SEVEN_BITS | MORE);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
    return this;
  }

  /** A number that is mostly near 0. */
  public CompactWriter signed(long value) {
    return count(value << 1 ^ value >> 63);
  }

  /** A number as it is, eight bytes. */
  public CompactWriter number(double value) {
    room(Double.BYTES);
    long bits = Double.doubleToLongBits(value);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[length++] = (byte) (bits >>> shift);
    }
    return this;
  }

  /** A text. */
  public CompactWriter text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    return count(utf8.length).raw(utf8, utf8.length);
  }

  /** Bytes, with their length. */
  public CompactWriter block(byte[] value) {
    return count(value.length).raw(value, value.length);
  }

  /** An instant, to the microsecond. */
  public CompactWriter instant(Instant value) {
    return signed(Micros.of(value));
  }

  /** Yes or no. */
  public CompactWriter flag(boolean value) {
    return octet(value ? 1 : 0);
  }

  /** A value that may be missing. */
  public <T> CompactWriter optional(Optional<T> value, BiConsumer<CompactWriter, T> write) {
    flag(value.isPresent());
    value.ifPresent(present -> write.accept(this, present));
    return this;
  }

  /** A number that may be missing. */
  public CompactWriter optional(OptionalDouble value) {
    flag(value.isPresent());
    value.ifPresent(this::number);
    return this;
  }
}
