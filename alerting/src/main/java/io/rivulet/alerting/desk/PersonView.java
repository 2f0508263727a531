package io.rivulet.alerting.desk;

import java.util.List;
import java.util.Objects;

/**
 * A person. Addresses are shown so far only that their owner knows them again.
 *
 * @param key in the configuration
 * @param name as others call them
 * @param channels by which they are reached
 * @param contacts the same with addresses of which most is hidden, such as {@code mail a***@c***}
 */
public record PersonView(String key, String name, List<String> channels, List<String> contacts) {
  /** Refuses missing parts. */
  public PersonView {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(name, "name");
    channels = List.copyOf(channels);
    contacts = List.copyOf(contacts);
  }
}
