package io.rivulet.domain.device;

import java.util.regex.Pattern;

/**
 * The name of a pump or monitor, unique over all sites. It is part of MQTT topics and Kafka keys,
 * so it holds no separators or wildcards.
 *
 * @param value 1 to 64 letters, digits, dots, underscores or hyphens
 */
public record DeviceId(String value) implements Comparable<DeviceId> {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /** Refuses what could not be a topic level. */
  public DeviceId {
    if (value == null || !FORM.matcher(value).matches()) {
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
