package io.rivulet.store.export;

import java.util.List;

/**
 * Some thousands of rows, column by column, in memory that is used again. What it holds is gone
 * after {@link #clear()}. For one thread at a time.
 */
public final class RowBatch {
  /** Rows that fit. */
  public static final int CAPACITY = 8_192;

  /** Bytes of text in one column after which a batch counts as full. */
  private static final int FULL_TEXT_BYTES = 1 << 20;

  private final RowShape shape;
  private final ColumnValues[] columns;
  private int rows;

  /** An empty one. */
  public RowBatch(RowShape shape) {
    this.shape = shape;
    List<Column> wanted = shape.columns();
    this.columns = new ColumnValues[wanted.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = new ColumnValues(wanted.get(i).type(), CAPACITY);
    }
  }

  /** What the rows look like. */
  public RowShape shape() {
    return shape;
  }

  /** How many rows it holds. */
  public int rows() {
    return rows;
  }

  /** The values of one column, by its place. */
  public ColumnValues column(int index) {
    return columns[index];
  }

  /** Says that every column has got its value of one more row. */
  public void endRow() {
    rows++;
    for (ColumnValues column : columns) {
      if (column.size() != rows) {
        throw new IllegalStateException(
            "a column of %s has %d values in row %d".formatted(shape.name(), column.size(), rows));
      }
    }
  }

  /** Whether it should be passed on before another row is added. */
  public boolean isFull() {
    if (rows == CAPACITY) {
      return true;
    }
    for (ColumnValues column : columns) {
      if (column.textBytes() >= FULL_TEXT_BYTES) {
        return true;
      }
    }
    return false;
  }

  /** Forgets every row. */
  public void clear() {
    rows = 0;
    for (ColumnValues column : columns) {
      column.clear();
    }
  }
}
