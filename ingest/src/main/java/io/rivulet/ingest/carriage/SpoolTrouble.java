package io.rivulet.ingest.carriage;

import io.rivulet.ingest.metrics.BridgeMetrics;
import io.rivulet.ingest.spool.SpoolFullException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says that the spool takes nothing, so that messages wait unacknowledged: in health, as a metric,
 * and in the log when it begins, once a minute and when it is over.
 */
public final class SpoolTrouble {
  private static final Logger LOG = LoggerFactory.getLogger(SpoolTrouble.class);
  private static final long SAY_AGAIN_NANOS = Duration.ofMinutes(1).toNanos();

  private final String lane;
  private final BridgeMetrics metrics;
  private volatile String reason;
  private long saidNanos;

  SpoolTrouble(String lane, BridgeMetrics metrics) {
    this.lane = lane;
    this.metrics = metrics;
  }

  /** The spool did not take a message, or could not be read. */
  void report(Exception cause) {
    String text =
        cause instanceof SpoolFullException
            ? cause.getMessage()
            : "the spool cannot be used: " + cause;
    long now = System.nanoTime();
    if (reason == null || now - saidNanos > SAY_AGAIN_NANOS) {
      saidNanos = now;
      LOG.error(
          "{}: {}. Messages wait unacknowledged; the MQTT broker keeps them as far as its own limits"
              + " allow",
          lane,
          text);
    }
    if (reason == null) {
      metrics.spoolRefused();
    }
    reason = text;
  }

  /** It takes messages again, or none wait. */
  void over() {
    if (reason != null) {
      reason = null;
      LOG.info("{}: messages are taken again", lane);
    }
  }

  public Optional<String> reason() {
    return Optional.ofNullable(reason);
  }
}
