package io.rivulet.store.landing;

import io.rivulet.schemas.record.OriginalQuantity;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides which quantities to keep beside the canonical columns, as JSON. One that was sent in the
 * canonical unit with exactly the value the column holds would only be written twice.
 */
final class OriginalQuantities {
  /** What the columns of a row already say. */
  private record Canonical(double value, String unit) {}

  private final List<Canonical> columns = new ArrayList<>();

  /** Names a column's value, null where it has none, and the unit a device would have sent. */
  OriginalQuantities column(Double value, String unit) {
    if (value != null) {
      columns.add(new Canonical(value, unit));
    }
    return this;
  }

  /** The quantities that no column holds, or null where there are none. */
  String json(List<OriginalQuantity> original) {
    StringBuilder json = new StringBuilder();
    for (OriginalQuantity quantity : original) {
      if (!columns.contains(new Canonical(quantity.getValue(), quantity.getUnit()))) {
        json.append(json.isEmpty() ? "[" : ",")
            .append("{\"field\":")
            .append(quoted(quantity.getField()))
            .append(",\"value\":")
            .append(quantity.getValue())
            .append(",\"unit\":")
            .append(quoted(quantity.getUnit()))
            .append('}');
      }
    }
    return json.isEmpty() ? null : json.append(']').toString();
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ') {
        quoted.append("\\u00").append(Character.forDigit(c >> 4, 16));
        quoted.append(Character.forDigit(c & 0xF, 16));
      } else {
        quoted.append(c == '"' || c == '\\' ? "\\" : "").append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
