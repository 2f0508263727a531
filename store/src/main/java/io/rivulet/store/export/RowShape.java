package io.rivulet.store.export;

import java.util.List;

/**
 * What rows look like.
 *
 * @param name of what they are: {@code pump-samples}
 * @param columns in order; at least one
 */
public record RowShape(String name, List<Column> columns) {
  /** Refuses a shape without columns. */
  public RowShape {
    columns = List.copyOf(columns);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException(name + " has no columns");
    }
  }

  /** A shape of these columns. */
  public static RowShape of(String name, Column... columns) {
    return new RowShape(name, List.of(columns));
  }

  /**
   * Where a column is.
   *
   * @throws IllegalArgumentException where there is none of that name
   */
  public int indexOf(String column) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(column)) {
        return i;
      }
    }
    throw new IllegalArgumentException(name + " has no column " + column);
  }
}
