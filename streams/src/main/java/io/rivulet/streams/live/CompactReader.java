package io.rivulet.streams.live;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Reads what a {@link CompactWriter} wrote, in the same order. */
public final class CompactReader {
  private final byte[] bytes;
  private final int end;
  private int at;

  /** From the beginning. */
  public CompactReader(byte[] bytes) {
    this(bytes, bytes.length);
  }

  CompactReader(byte[] bytes, int end) {
    this.bytes = bytes;
    this.end = end;
  }

  /** Whether all was read. */
  public boolean atEnd() {
    return at >= end;
  }

  int position() {
    return at;
  }

  /** One byte, 0 to 255. */
  public int octet() {
    if (at >= end) {
      throw new IllegalStateException("stored state ends after " + end + " bytes, too early");
    }
    return bytes[at++] & 0xff;
  }

  /** A number that is never negative. */
  public long count() {
    long value = 0;
    int shift = 0;
    int octet;
    do {
      octet = octet();
      value |= (long) (octet & 0x7f) << shift;
      shift += 7;
    } while ((octet & 0x80) != 0);
    return value;
  }

  /** A number of any sign. */
  public long signed() {
    long value = count();
    return value >>> 1 ^ -(value & 1);
  }

  /** A number as it is. */
  public double number() {
    long bits = 0;
    for (int i = 0; i < Double.BYTES; i++) {
      bits = bits << 8 | octet();
    }
    return Double.longBitsToDouble(bits);
  }

  /** A text. */
  public String text() {
    return new String(block(), StandardCharsets.UTF_8);
  }

  /** Bytes. */
  public byte[] block() {
    int length = Math.toIntExact(count());
    if (length > end - at) {
      throw new IllegalStateException("stored state ends after " + end + " bytes, too early");
    }
    byte[] block = new byte[length];
    System.arraycopy(bytes, at, block, 0, length);
    at += length;
    return block;
  }

  /** An instant. */
  public Instant instant() {
    return Instant.EPOCH.plus(signed(), ChronoUnit.MICROS);
  }

  /** Yes or no. */
  public boolean flag() {
    return octet() != 0;
  }

  /** A value that may be missing. */
  public <T> Optional<T> optional(Function<CompactReader, T> read) {
    return flag() ? Optional.of(read.apply(this)) : Optional.empty();
  }

  /** A number that may be missing. */
  public OptionalDouble optionalNumber() {
    return flag() ? OptionalDouble.of(number()) : OptionalDouble.empty();
  }
}
