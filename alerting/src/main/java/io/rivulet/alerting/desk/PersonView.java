package io.rivulet.alerting.desk;

import java.util.List;
import java.util.Objects;

/**
 * A person. Addresses are not shown.
 *
 * @param key in the configuration
 * @param name as others call them
 * @param channels by which they are reached
 */
public record PersonView(String key, String name, List<String> channels) {
  /** Refuses missing parts. */
  public PersonView {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(name, "name");
    channels = List.copyOf(channels);
  }
}
