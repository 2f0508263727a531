package io.rivulet.alerting.desk;

import java.util.Objects;
import java.util.Optional;

/**
 * Which notifications.
 *
 * @param state waiting, sending, delivered or dead
 * @param channel exactly
 * @param incident exactly
 */
public record DeliveryFilter(
    Optional<String> state, Optional<String> channel, Optional<String> incident) {
  /** Every notification. */
  public static final DeliveryFilter ALL =
      new DeliveryFilter(Optional.empty(), Optional.empty(), Optional.empty());

  /** Those given up on. */
  public static final DeliveryFilter DEAD =
      new DeliveryFilter(Optional.of("dead"), Optional.empty(), Optional.empty());

  /** Refuses missing parts. */
  public DeliveryFilter {
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(incident, "incident");
  }
}
