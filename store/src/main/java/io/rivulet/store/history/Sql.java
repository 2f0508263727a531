package io.rivulet.store.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A statement whose values are apart from its text. COPY takes no bind parameters; values travel as
 * settings of the transaction, which are bound, and the text names them. {@code {schema}} in the
 * text is where views are looked for.
 */
final class Sql {
  private static final String PREFIX = "rivulet.p";

  private final StringBuilder text = new StringBuilder();
  private final List<String> values = new ArrayList<>();

  /** A statement that begins with this text. */
  static Sql of(String text) {
    return new Sql().add(text);
  }

  /** Adds text of this program, never of somebody else's. */
  Sql add(String more) {
    text.append(more);
    return this;
  }

  /** Adds another statement whole, with its values. */
  Sql add(Sql other) {
    String shifted = other.text.toString();
    for (int i = other.values.size() - 1; i >= 0; i--) {
      shifted = shifted.replace("'" + PREFIX + i + "'", "'" + PREFIX + (values.size() + i) + "'");
    }
    text.append(shifted);
    values.addAll(other.values);
    return this;
  }

  Sql text(String value) {
    return value(value, "text");
  }

  Sql number(double value) {
    return value(Double.toString(value), "float8");
  }

  Sql whole(long value) {
    return value(Long.toString(value), "bigint");
  }

  Sql time(Instant value) {
    return value(value.toString(), "timestamptz");
  }

  private Sql value(String value, String type) {
    text.append("current_setting('").append(PREFIX).append(values.size()).append("')");
    if (!type.equals("text")) {
      text.append("::").append(type);
    }
    values.add(value);
    return this;
  }

  /** The statement for one schema. */
  String in(String schema) {
    return text.toString().replace("{schema}", schema);
  }

  /** Names of settings, each with its value. */
  List<String> values() {
    return values;
  }

  /** The setting that holds a value. */
  static String setting(int index) {
    return PREFIX + index;
  }
}
