package io.rivulet.schemas.payload;

import java.time.Instant;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/**
 * What every field of every message is held to, in either encoding, so that nothing that passed can
 * later fail to be encoded, stored or shown.
 */
final class PayloadBounds {
  /** The longest string. */
  static final int MAX_STRING_CHARACTERS = 256;

  /** The longest list. */
  static final int MAX_LIST_ELEMENTS = 64;

  /** The earliest time that is taken: clocks that lost their battery begin here. */
  static final Instant EARLIEST = Instant.EPOCH;

  /** The latest time that is taken: the last that four digits of a year can write. */
  static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private PayloadBounds() {}

  static void check(IndexedRecord payload) throws RefusedPayloadException {
    check("", payload);
  }

  /** Refuses a time that a timestamp in microseconds or a database could not hold. */
  static Instant held(String field, Instant time) throws RefusedPayloadException {
    if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
      throw outOfRange(field + " " + time + " is outside " + EARLIEST + " to " + LATEST);
    }
    return time;
  }

  /** Refuses NaN and the infinities. */
  static double finite(String field, double number) throws RefusedPayloadException {
    if (!Double.isFinite(number)) {
      throw outOfRange(field + " " + number + " is not a finite number");
    }
    return number;
  }

  private static void check(String path, IndexedRecord record) throws RefusedPayloadException {
    List<Schema.Field> fields = record.getSchema().getFields();
    for (int i = 0; i < fields.size(); i++) {
      check(path + fields.get(i).name(), record.get(i));
    }
  }

  private static void check(String path, Object value) throws RefusedPayloadException {
    if (value instanceof String text) {
      requireText(path, text);
    } else if (value instanceof Double number) {
      finite(path, number);
    } else if (value instanceof Instant time) {
      held(path, time);
    } else if (value instanceof IndexedRecord record) {
      check(path + ".", record);
    } else if (value instanceof List<?> list) {
      requireList(path, list);
    }
  }

  private static void requireList(String path, List<?> list) throws RefusedPayloadException {
    if (list.size() > MAX_LIST_ELEMENTS) {
      throw new RefusedPayloadException(
          RefusalReason.MALFORMED,
          path + " has " + list.size() + " elements; at most " + MAX_LIST_ELEMENTS + " are taken");
    }
    for (Object element : list) {
      check(path, element);
    }
  }

  private static void requireText(String path, String text) throws RefusedPayloadException {
    if (text.length() > MAX_STRING_CHARACTERS) {
      throw new RefusedPayloadException(
          RefusalReason.MALFORMED,
          path + " has " + text.length() + " characters; at most " + MAX_STRING_CHARACTERS);
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair) {
        i++;
      } else if (Character.isISOControl(c) || Character.isSurrogate(c)) {
        throw new RefusedPayloadException(
            RefusalReason.MALFORMED,
            path + " holds a control character or half a character at index " + i);
      }
    }
  }

  private static RefusedPayloadException outOfRange(String detail) {
    return new RefusedPayloadException(RefusalReason.OUT_OF_RANGE, detail);
  }
}
