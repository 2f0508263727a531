package io.rivulet.streams.admission;

import java.time.Instant;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/** What every field of a record is held to, whatever the record: numbers, times, texts, lists. */
final class RecordBounds {
  private static final Instant EARLIEST = Instant.EPOCH;
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");
  private static final int TEXT_CHARACTERS_MAX = 1_000;
  private static final int LIST_MAX = 256;

  private RecordBounds() {}

  /** Refuses the first field that is out of bounds, naming it. */
  static void check(IndexedRecord record) {
    for (Schema.Field field : record.getSchema().getFields()) {
      check(field.name(), record.get(field.pos()));
    }
  }

  private static void check(String name, Object value) {
    if (value instanceof Instant time) {
      requireHeld(name, time);
    } else if (value instanceof Double number && !Double.isFinite(number)) {
      throw new IllegalArgumentException(name + " " + number + " is not a finite number");
    } else if (value instanceof CharSequence text && text.length() > TEXT_CHARACTERS_MAX) {
      throw new IllegalArgumentException(
          name + " has " + text.length() + " characters; at most " + TEXT_CHARACTERS_MAX);
    } else if (value instanceof IndexedRecord record) {
      check(record);
    } else if (value instanceof List<?> list) {
      if (list.size() > LIST_MAX) {
        throw new IllegalArgumentException(
            name + " has " + list.size() + " elements; at most " + LIST_MAX);
      }
      list.forEach(element -> check(name, element));
    }
  }

  /** Refuses a time that four digits of a year cannot write, or before 1970. */
  static void requireHeld(String name, Instant time) {
    if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
      throw new IllegalArgumentException(
          name + " " + time + " is outside " + EARLIEST + " to " + LATEST);
    }
  }
}
