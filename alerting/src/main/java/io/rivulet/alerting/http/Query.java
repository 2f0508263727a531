package io.rivulet.alerting.http;

import io.javalin.http.Context;
import io.rivulet.alerting.desk.Page;
import io.rivulet.runtime.http.Field;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What stands behind the question mark, read; what cannot be is an IllegalArgumentException. */
final class Query {
  static final Field CURSOR =
      Field.optional("cursor", Field.Kind.TEXT, "next of the page before; the first where missing");
  static final Field LIMIT =
      Field.optional("limit", Field.Kind.WHOLE, "how many at most, 1 to 500; 100 where missing");

  private static final int USUAL_LIMIT = 100;

  private final Context context;

  Query(Context context) {
    this.context = context;
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(context.queryParam(name)).filter(text -> !text.isBlank());
  }

  Optional<String> cursor() {
    return text(CURSOR.name());
  }

  int limit() {
    return (int) whole(LIMIT.name(), 1, Page.MOST).orElse((long) USUAL_LIMIT).longValue();
  }

  Optional<Long> whole(String name, long least, long most) {
    return text(name)
        .map(
            text -> {
              try {
                long number = Long.parseLong(text);
                if (number >= least && number <= most) {
                  return number;
                }
              } catch (NumberFormatException e) {
                // Said below, as for a number that is out of range.
              }
              throw new IllegalArgumentException(
                  name + " is \"" + cut(text) + "\", not a whole number " + least + " to " + most);
            });
  }

  boolean flag(String name) {
    return findFlag(name).orElse(false);
  }

  Optional<Boolean> findFlag(String name) {
    return text(name)
        .map(
            text ->
                switch (text) {
                  case "true" -> true;
                  case "false" -> false;
                  default ->
                      throw new IllegalArgumentException(
                          name + " is \"" + cut(text) + "\", not true or false");
                });
  }

  Optional<Instant> time(String name) {
    return text(name)
        .map(
            text -> {
              try {
                return OffsetDateTime.parse(text).toInstant();
              } catch (DateTimeException e) {
                throw new IllegalArgumentException(
                    name + " is \"" + cut(text) + "\", not a time such as 2026-03-01T10:00:00Z", e);
              }
            });
  }

  /** One constant by its name in lower case. */
  <E extends Enum<E>> Optional<E> constant(String name, Class<E> type) {
    return text(name).map(text -> constant(name, text, type));
  }

  /** Several constants, separated by commas. */
  <E extends Enum<E>> Set<E> constants(String name, Class<E> type) {
    Set<E> found = EnumSet.noneOf(type);
    text(name).stream()
        .flatMap(text -> List.of(text.split(",", -1)).stream())
        .forEach(text -> found.add(constant(name, text.strip(), type)));
    return found;
  }

  private static <E extends Enum<E>> E constant(String name, String text, Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> code(constant).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    name
                        + " is \""
                        + cut(text)
                        + "\", not one of "
                        + Arrays.stream(type.getEnumConstants())
                            .map(Query::code)
                            .collect(Collectors.joining(", "))));
  }

  private static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String cut(String text) {
    return text.length() > 80 ? text.substring(0, 80) + "..." : text;
  }
}
