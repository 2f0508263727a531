package io.rivulet.console.stream;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where a page is in every topic it asked for: {@code 4f2a81c9;overview=17;session:s-17=204}.
 * Positions are those of one console since its start, which {@code run} names.
 *
 * @param run which start of which console counted
 * @param positions by topic, in the order in which the page asked
 */
public record StreamPosition(String run, Map<String, Long> positions) {
  /** Longer ones are not read. */
  static final int MAX_LENGTH = 4_096;

  private static final int MAX_DIGITS = 18;

  /** Copies the positions. */
  public StreamPosition {
    Objects.requireNonNull(run, "run");
    positions = Collections.unmodifiableMap(new LinkedHashMap<>(positions));
  }

  /** Reads one; empty where it is none, as that of an earlier release. */
  public static Optional<StreamPosition> parse(String text) {
    if (text.isBlank() || text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String[] parts = text.split(";", -1);
    Map<String, Long> positions = new LinkedHashMap<>();
    for (int i = 1; i < parts.length; i++) {
      int cut = parts[i].lastIndexOf('=');
      OptionalLong position = cut < 1 ? OptionalLong.empty() : whole(parts[i].substring(cut + 1));
      if (position.isEmpty()) {
        return Optional.empty();
      }
      positions.put(parts[i].substring(0, cut), position.getAsLong());
    }
    return Optional.of(new StreamPosition(parts[0], positions));
  }

  private static OptionalLong whole(String text) {
    boolean digits =
        !text.isEmpty()
            && text.length() <= MAX_DIGITS
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
  }

  /** As an event's id. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(run);
    positions.forEach((topic, at) -> text.append(';').append(topic).append('=').append(at));
    return text.toString();
  }
}
