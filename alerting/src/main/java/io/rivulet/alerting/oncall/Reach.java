package io.rivulet.alerting.oncall;

import io.rivulet.alerting.notification.Recipient;
import java.util.Objects;
import java.util.Optional;

/**
 * Where to tell somebody.
 *
 * @param channel the channel's name in the configuration
 * @param recipient who, where it is a person's; empty where the channel itself is told
 */
public record Reach(String channel, Optional<Recipient> recipient) {
  /** Refuses missing parts. */
  public Reach {
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(recipient, "recipient");
  }

  /** A person by a channel. */
  public static Reach of(String channel, Recipient recipient) {
    return new Reach(channel, Optional.of(recipient));
  }

  /** A channel with an address of its own. */
  public static Reach of(String channel) {
    return new Reach(channel, Optional.empty());
  }
}
