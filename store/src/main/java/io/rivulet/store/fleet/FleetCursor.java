package io.rivulet.store.fleet;

import io.rivulet.store.history.Cursor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a page ended.
 *
 * @param asOf as of when its list is
 * @param key of its last device, as text: microseconds of a time; empty where it has none
 * @param device its last device
 */
record FleetCursor(Instant asOf, Optional<String> key, String device) {
  private static final int PARTS = 3;
  private static final String NONE = "-";
  private static final String SOME = "=";

  String encode(String question) {
    return new Cursor(
            List.of(Long.toString(micros(asOf)), key.map(SOME::concat).orElse(NONE), device))
        .encode(question);
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException where it is not one of this question
   */
  static FleetCursor decode(String question, String text) {
    List<String> values = Cursor.decode(question, PARTS, text).values();
    Optional<String> key =
        values.get(1).equals(NONE) ? Optional.empty() : Optional.of(values.get(1).substring(1));
    return new FleetCursor(Cursor.time(values.get(0)), key, values.get(2));
  }

  /** The key as it is bound. */
  Optional<Object> bound(FleetSort.Kind kind) {
    return key.map(
        text ->
            switch (kind) {
              case TEXT -> text;
              case NUMBER -> Double.parseDouble(text);
              case TIME -> Cursor.whole(text);
            });
  }

  static long micros(Instant at) {
    return at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
  }
}
