package io.rivulet.onebox.imports;

import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.csv.CSVRecord;

/**
 * The cells of a row.
 *
 * @param row as read
 */
record Cells(CSVRecord row) {
  private static final int SHOWN_CHARACTERS = 40;

  /**
   * A number, where the cell is not empty; {@code nan} in any case is an empty cell, because tables
   * write it for one.
   *
   * @throws IllegalArgumentException where it is no number
   */
  OptionalDouble number(String column) {
    String text = row.isSet(column) ? row.get(column).trim() : "";
    if (text.isEmpty() || text.equalsIgnoreCase("nan")) {
      return OptionalDouble.empty();
    }
    try {
      double number = Double.parseDouble(text);
      if (Double.isInfinite(number)) {
        throw new NumberFormatException(text);
      }
      return OptionalDouble.of(number);
    } catch (NumberFormatException e) {
      String shown = text.substring(0, Math.min(SHOWN_CHARACTERS, text.length()));
      throw new IllegalArgumentException(column + " \"" + shown + "\" is no number", e);
    }
  }

  OptionalDouble number(Optional<VitalDbMap.Column> column) {
    return column.map(one -> number(one.name())).orElse(OptionalDouble.empty());
  }
}
