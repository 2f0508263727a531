package io.rivulet.domain.device;

import io.rivulet.domain.identity.TopicLevel;

/**
 * The name of a pump or monitor, unique over all sites. It is part of MQTT topics and Kafka keys,
 * so it holds no separators or wildcards.
 *
 * @param value 1 to 64 letters, digits, dots, underscores or hyphens
 */
public record DeviceId(String value) implements Comparable<DeviceId> {
  /** Refuses what could not be a topic level. */
  public DeviceId {
    if (!TopicLevel.isLevel(value)) {
      throw new IllegalArgumentException(
          "device \"" + value + "\" is not 1 to 64 of letters, digits, '.', '_', '-'");
    }
  }

  @Override
  public int compareTo(DeviceId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
