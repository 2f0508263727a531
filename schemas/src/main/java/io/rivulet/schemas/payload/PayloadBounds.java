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
    if (!isHeld(time)) {
      throw notHeld(field, time);
    }
    return time;
  }

  /** Refuses NaN and the infinities. */
  static double finite(String field, double number) throws RefusedPayloadException {
    if (!Double.isFinite(number)) {
      throw notFinite(field, number);
    }
    return number;
  }

  private static boolean isHeld(Instant time) {
    return !time.isBefore(EARLIEST) && !time.isAfter(LATEST);
  }

  private static RefusedPayloadException notHeld(String field, Instant time) {
    return outOfRange(field + " " + time + " is outside " + EARLIEST + " to " + LATEST);
  }

  private static RefusedPayloadException notFinite(String field, double number) {
    return outOfRange(field + " " + number + " is not a finite number");
  }

  /** Paths are put together where something is wrong, and not for every field of every message. */
  private static void check(String prefix, IndexedRecord record) throws RefusedPayloadException {
    List<Schema.Field> fields = record.getSchema().getFields();
    for (int i = 0; i < fields.size(); i++) {
      check(prefix, fields.get(i).name(), record.get(i));
    }
  }

  private static void check(String prefix, String name, Object value)
      throws RefusedPayloadException {
    if (value instanceof String text) {
      if (!isText(text)) {
        throw wrongText(prefix + name, text);
      }
    } else if (value instanceof Double number) {
      if (!Double.isFinite(number)) {
        throw notFinite(prefix + name, number);
      }
    } else if (value instanceof Instant time) {
      if (!isHeld(time)) {
        throw notHeld(prefix + name, time);
      }
    } else if (value instanceof IndexedRecord record) {
      check(prefix + name + ".", record);
    } else if (value instanceof List<?> list) {
      requireList(prefix, name, list);
    }
  }

  private static void requireList(String prefix, String name, List<?> list)
      throws RefusedPayloadException {
    if (list.size() > MAX_LIST_ELEMENTS) {
      throw new RefusedPayloadException(
          RefusalReason.MALFORMED,
          prefix
              + name
              + " has "
              + list.size()
              + " elements; at most "
              + MAX_LIST_ELEMENTS
              + " are taken");
    }
    for (Object element : list) {
      check(prefix, name, element);
    }
  }

  private static boolean isText(String text) {
    return text.length() <= MAX_STRING_CHARACTERS && firstWrong(text) < 0;
  }

  /** Index of the first control character or half a character, or -1. */
  private static int firstWrong(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair) {
        i++;
      } else if (Character.isISOControl(c) || Character.isSurrogate(c)) {
        return i;
      }
    }
    return -1;
  }

  private static RefusedPayloadException wrongText(String path, String text) {
    return new RefusedPayloadException(
        RefusalReason.MALFORMED,
        text.length() > MAX_STRING_CHARACTERS
            ? path + " has " + text.length() + " characters; at most " + MAX_STRING_CHARACTERS
            : path + " holds a control character or half a character at index " + firstWrong(text));
  }

  private static RefusedPayloadException outOfRange(String detail) {
    return new RefusedPayloadException(RefusalReason.OUT_OF_RANGE, detail);
  }
}
