package io.rivulet.domain.identity;

import java.util.regex.Pattern;

/**
 * The name of one therapy session, unique over all sites. It keys everything clinical in Kafka, so
 * it holds no separators or wildcards.
 *
 * @param value 1 to 64 letters, digits, dots, underscores or hyphens
 */
public record SessionId(String value) implements Comparable<SessionId> {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /** Refuses what could not be a topic level. */
  public SessionId {
    if (value == null || !FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "session \"" + value + "\" is not 1 to 64 of letters, digits, '.', '_', '-'");
    }
  }

  @Override
  public int compareTo(SessionId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
