package io.rivulet.store.export;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The values of one column of a batch, each of which may be missing. */
public final class ColumnValues {
  private static final int FIRST_TEXT_BYTES = 16 * 1024;

  private final ColumnType type;
  private final boolean[] missing;
  private final long[] whole;
  private final double[] numbers;
  private final int[] ends;
  private byte[] text;
  private int size;
  private int missingCount;

  ColumnValues(ColumnType type, int capacity) {
    this.type = type;
    this.missing = new boolean[capacity];
    this.whole =
        type == ColumnType.WHOLE || type == ColumnType.TIME || type == ColumnType.FLAG
            ? new long[capacity]
            : new long[0];
    this.numbers = new double[type == ColumnType.NUMBER ? capacity : 0];
    this.ends = new int[type == ColumnType.TEXT ? capacity : 0];
    this.text = new byte[type == ColumnType.TEXT ? FIRST_TEXT_BYTES : 0];
  }

  /** What they are. */
  public ColumnType type() {
    return type;
  }

  /** How many there are, the missing ones too. */
  public int size() {
    return size;
  }

  /** How many are missing. */
  public int missingCount() {
    return missingCount;
  }

  /** Whether that of a row is missing. */
  public boolean isMissing(int row) {
    return missing[row];
  }

  /** A whole number; of a time its microseconds since 1970 UTC, of a flag 1 or 0. */
  public long whole(int row) {
    return whole[row];
  }

  /** A number. */
  public double number(int row) {
    return numbers[row];
  }

  /** A flag. */
  public boolean flag(int row) {
    return whole[row] != 0;
  }

  /** A text. */
  public String text(int row) {
    return new String(text, textStart(row), textEnd(row) - textStart(row), StandardCharsets.UTF_8);
  }

  /** The bytes of all texts, one after another; not to be changed. */
  public byte[] textArray() {
    return text;
  }

  /** Where a text begins in {@link #textArray()}. */
  public int textStart(int row) {
    return row == 0 ? 0 : ends[row - 1];
  }

  /** Where a text ends in {@link #textArray()}, exclusive. */
  public int textEnd(int row) {
    return ends[row];
  }

  /** Bytes of all texts. */
  public int textBytes() {
    return size == 0 || type != ColumnType.TEXT ? 0 : ends[size - 1];
  }

  /** Adds a missing value. */
  public void addMissing() {
    if (type == ColumnType.TEXT) {
      ends[size] = textBytes();
    } else if (type == ColumnType.NUMBER) {
      numbers[size] = 0;
    } else {
      whole[size] = 0;
    }
    missingCount++;
    missing[size++] = true;
  }

  /** Adds a whole number, a time in microseconds or a flag as 1 or 0. */
  public void addWhole(long value) {
    whole[size] = value;
    missing[size++] = false;
  }

  /** Adds a number. */
  public void addNumber(double value) {
    numbers[size] = value;
    missing[size++] = false;
  }

  /** Adds a text. */
  public void addText(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    addText(bytes, 0, bytes.length);
  }

  /** Adds a text that is there in UTF-8. */
  public void addText(byte[] from, int start, int length) {
    int end = Math.addExact(textBytes(), length);
    if (end > text.length) {
      text = Arrays.copyOf(text, Math.max(end, text.length * 2));
    }
    System.arraycopy(from, start, text, end - length, length);
    ends[size] = end;
    missing[size++] = false;
  }

  /** Adds what another column of the same type has in a row. */
  public void addFrom(ColumnValues other, int row) {
    if (other.isMissing(row)) {
      addMissing();
    } else if (type == ColumnType.TEXT) {
      addText(other.text, other.textStart(row), other.textEnd(row) - other.textStart(row));
    } else if (type == ColumnType.NUMBER) {
      addNumber(other.numbers[row]);
    } else {
      addWhole(other.whole[row]);
    }
  }

  void clear() {
    size = 0;
    missingCount = 0;
  }
}
