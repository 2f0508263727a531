package io.rivulet.domain.identity;

/**
 * The name of one series of sessions, unique over all sites. It keys records in Kafka, so it holds
 * no separators or wildcards.
 *
 * @param value 1 to 64 letters, digits, dots, underscores or hyphens
 */
public record SeriesId(String value) implements Comparable<SeriesId> {
  /** Refuses what could not be a topic level. */
  public SeriesId {
    if (!TopicLevel.isLevel(value)) {
      throw new IllegalArgumentException(
          "series \"" + value + "\" is not 1 to 64 of letters, digits, '.', '_', '-'");
    }
  }

  @Override
  public int compareTo(SeriesId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
