package io.rivulet.ingest.spool;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Remembers up to where the log is trimmed. Two slots of 32 bytes are written in turn and in place,
 * so that one survives a torn write and none needs room on a full disk; the position only grows, so
 * the larger one counts. A slot, big-endian: {@code RVTRIM} (6), 0 (1), version (1), position (8),
 * CRC-32C of the 16 bytes before (4), zeros.
 */
final class TrimFile implements AutoCloseable {
  private static final String NAME = "trim";
  private static final byte[] MAGIC = "RVTRIM".getBytes(StandardCharsets.US_ASCII);
  private static final byte VERSION = 1;
  private static final int SLOT_BYTES = 32;
  private static final int CHECKED_BYTES = 16;

  private final Path path;
  private final RandomAccessFile file;
  private final OptionalLong found;
  private final boolean damaged;
  private int slot;

  private TrimFile(Path path, RandomAccessFile file) throws IOException {
    this.path = path;
    this.file = file;
    byte[] slots = new byte[2 * SLOT_BYTES];
    boolean whole = file.length() >= slots.length;
    if (whole) {
      file.seek(0);
      file.readFully(slots);
    }
    OptionalLong first = position(slots, 0);
    OptionalLong second = position(slots, SLOT_BYTES);
    if (first.isPresent() && second.isPresent()) {
      found = OptionalLong.of(Math.max(first.getAsLong(), second.getAsLong()));
      slot = first.getAsLong() > second.getAsLong() ? 1 : 0;
    } else {
      found = first.isPresent() ? first : second;
      slot = first.isPresent() ? 1 : 0;
    }
    damaged = whole && found.isEmpty();
  }

  static TrimFile open(Path directory) throws IOException {
    Path path = directory.resolve(NAME);
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
    try {
      return new TrimFile(path, file);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static OptionalLong position(byte[] slots, int at) {
    ByteBuffer bytes = ByteBuffer.wrap(slots);
    boolean whole =
        Arrays.equals(slots, at, at + MAGIC.length, MAGIC, 0, MAGIC.length)
            && slots[at + 7] == VERSION
            && bytes.getInt(at + CHECKED_BYTES) == CheckSum.of(slots, at, CHECKED_BYTES);
    return whole ? OptionalLong.of(bytes.getLong(at + 8)) : OptionalLong.empty();
  }

  Path path() {
    return path;
  }

  /** What it held when it was opened. */
  OptionalLong found() {
    return found;
  }

  /** Whether it was there and neither slot was whole. */
  boolean isDamaged() {
    return damaged;
  }

  void write(long position) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(SLOT_BYTES).put(MAGIC).put((byte) 0).put(VERSION);
    bytes.putLong(position);
    bytes.putInt(CheckSum.of(bytes.array(), 0, CHECKED_BYTES));
    file.seek((long) slot * SLOT_BYTES);
    file.write(bytes.array());
    slot = 1 - slot;
  }

  void force() throws IOException {
    file.getFD().sync();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
