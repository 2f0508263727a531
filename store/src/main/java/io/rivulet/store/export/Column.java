package io.rivulet.store.export;

import java.util.Objects;

/**
 * One column of what is asked for. Any value may be missing.
 *
 * @param name lower case with underscores
 * @param type of its values
 * @param unit in UCUM, such as {@code mm[Hg]}; empty for what has none
 * @param doc what it says
 */
public record Column(String name, ColumnType type, String unit, String doc) {
  /** Refuses anything missing. */
  public Column {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(doc, "doc");
  }

  /** A column without a unit. */
  public static Column of(String name, ColumnType type, String doc) {
    return new Column(name, type, "", doc);
  }

  /** A column of measured values. */
  public static Column measured(String name, String unit, String doc) {
    return new Column(name, ColumnType.NUMBER, unit, doc);
  }

  /** Its name with its unit, as people read it: {@code rate (mL/h)}. */
  public String heading() {
    return unit.isEmpty() ? name : name + " (" + unit + ")";
  }
}
