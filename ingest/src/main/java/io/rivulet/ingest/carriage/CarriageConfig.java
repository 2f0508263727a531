package io.rivulet.ingest.carriage;

import io.rivulet.ingest.admission.TimeBounds;
import java.time.Duration;
import java.util.Objects;

/**
 * How messages are carried.
 *
 * @param inFlightMax messages of one connection taken and not yet acknowledged, 1 to 65,535; also
 *     the MQTT receive maximum, so that when it is reached the broker waits and nothing here has to
 * @param timeBounds how far device time may be from receipt
 * @param kafkaPatience how long Kafka may take to acknowledge a message before everything in flight
 *     goes to the spool, 100 ms or more
 * @param order whether live messages may pass those in the spool
 */
public record CarriageConfig(
    int inFlightMax, TimeBounds timeBounds, Duration kafkaPatience, DeliveryOrder order) {
  private static final Duration LEAST_PATIENCE = Duration.ofMillis(100);

  /** Refuses bounds that could not hold. */
  public CarriageConfig {
    Objects.requireNonNull(timeBounds, "timeBounds");
    Objects.requireNonNull(order, "order");
    if (inFlightMax < 1 || inFlightMax > 65_535) {
      throw new IllegalArgumentException(
          "bridge.in.flight.max = " + inFlightMax + ": give 1 to 65535");
    }
    if (kafkaPatience.compareTo(LEAST_PATIENCE) < 0) {
      throw new IllegalArgumentException(
          "bridge.kafka.patience = " + kafkaPatience + ": give PT0.1S or more");
    }
  }

  /** The same where order cannot be kept: several readers share a device's messages. */
  public CarriageConfig unordered() {
    return new CarriageConfig(inFlightMax, timeBounds, kafkaPatience, DeliveryOrder.NONE);
  }
}
