package io.rivulet.domain.identity;

/**
 * The name of one therapy session, unique over all sites. It keys everything clinical in Kafka, so
 * it holds no separators or wildcards.
 *
 * @param value 1 to 64 letters, digits, dots, underscores or hyphens
 */
public record SessionId(String value) implements Comparable<SessionId> {
  /** Refuses what could not be a topic level. */
  public SessionId {
    if (!TopicLevel.isLevel(value)) {
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
