package io.rivulet.ingest.mqtt;

import java.time.Duration;

/**
 * How often a connection's receive path is tried.
 *
 * @param interval between canaries; zero sends none, and a stall is then found only by keep-alive
 * @param timeout after which a canary that is not back means that the path is stalled, above 0
 */
public record CanaryConfig(Duration interval, Duration timeout) {
  /** Refuses what cannot be timed. */
  public CanaryConfig {
    if (interval.isNegative() || timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException(
          "mqtt.canary.interval = %s, mqtt.canary.timeout = %s: give 0 or more, and above 0"
              .formatted(interval, timeout));
    }
  }

  public boolean isOn() {
    return !interval.isZero();
  }
}
