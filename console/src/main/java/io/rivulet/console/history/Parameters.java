package io.rivulet.console.history;

import io.javalin.http.Context;
import io.rivulet.runtime.http.Field;
import io.rivulet.runtime.http.MalformedBodyException;
import io.rivulet.store.history.FilterField;
import io.rivulet.store.history.Page;
import io.rivulet.store.history.SessionFilter;
import io.rivulet.store.history.TimeSpan;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What stands behind the question mark. */
final class Parameters {
  static final Field FORMAT =
      Field.optional(
          "format", Field.Kind.TEXT, "json, ndjson, csv, parquet or arrow; stronger than Accept");
  static final Field AFTER =
      Field.optional(
          "after",
          Field.Kind.TEXT,
          "a cursor, from \"next\" of a page or \"cursor\" of a row: goes on behind it");
  static final Field LIMIT =
      Field.optional(
          "limit", Field.Kind.WHOLE, "at most so many rows, 1 to 1000000; without it all of them");
  static final Field CURSORS =
      Field.optional(
          "cursors",
          Field.Kind.FLAG,
          "true: every row says its cursor, so that a broken download can go on after any row");
  static final Field DEIDENTIFIED =
      Field.optional(
          "deidentified",
          Field.Kind.FLAG,
          "true: as researchers read, with pseudonyms and moved days, where the caller is one; so it is in any case for who is nothing else");
  static final Field FROM =
      Field.optional("from", Field.Kind.TIME, "from this time on, ISO 8601 UTC");
  static final Field TO = Field.optional("to", Field.Kind.TIME, "before this time, ISO 8601 UTC");

  private final Context context;

  Parameters(Context context) {
    this.context = context;
  }

  /** The one value of a parameter. */
  Optional<String> text(String name) {
    List<String> values = context.queryParams(name);
    if (values.size() > 1) {
      throw new MalformedBodyException(name + " is there more than once");
    }
    return values.stream().findFirst();
  }

  String needed(String name, String example) {
    return text(name)
        .orElseThrow(
            () -> new IllegalArgumentException(name + " is missing: give one, such as " + example));
  }

  <T> Optional<T> read(String name, String example, Function<String, T> parse) {
    return text(name)
        .map(
            text -> {
              try {
                return parse.apply(text);
              } catch (DateTimeException | NumberFormatException | ArithmeticException e) {
                throw new IllegalArgumentException(
                    "%s \"%s\" cannot be read: give it as %s"
                        .formatted(name, shown(text), example));
              }
            });
  }

  Optional<Duration> duration(String name, String example) {
    return read(name, example, Duration::parse);
  }

  TimeSpan span() {
    String example = "2026-11-21T09:30:00Z";
    return new TimeSpan(read("from", example, Instant::parse), read("to", example, Instant::parse));
  }

  /** Whether a flag is set; it is not where nothing is said. */
  boolean flag(Field field) {
    return read(
            field.name(),
            "true or false",
            text -> {
              if (!text.equals("true") && !text.equals("false")) {
                throw new NumberFormatException(text);
              }
              return text.equals("true");
            })
        .orElse(false);
  }

  Page page() {
    return new Page(text("after"), read("limit", "1000", Integer::parseInt), flag(CURSORS));
  }

  SessionFilter filter() {
    Map<String, String> texts = new HashMap<>();
    for (FilterField field : FilterField.values()) {
      text(field.word()).ifPresent(value -> texts.put(field.word(), value));
    }
    return SessionFilter.of(texts);
  }

  private static String shown(String value) {
    String safe = value.replaceAll("\\p{Cntrl}", "?");
    return safe.length() <= 40 ? safe : safe.substring(0, 40).concat("...");
  }
}
