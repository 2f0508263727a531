package io.rivulet.alerting.notification;

import java.util.Objects;

/**
 * A person and where they are reached on a channel.
 *
 * @param person the person's key in the configuration
 * @param name as others call them
 * @param address on the channel, such as an e-mail address
 */
public record Recipient(String person, String name, String address) {
  /** Refuses missing parts. */
  public Recipient {
    Objects.requireNonNull(person, "person");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(address, "address");
  }
}
