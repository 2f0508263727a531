package io.rivulet.ingest;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How one connection of a bridge is.
 *
 * @param name its client id
 * @param connects whether it connects at all, or only drains what an earlier one left
 * @param connected whether there is a connection to the MQTT broker
 * @param subscribed whether the broker granted every filter at QoS 1 on this connection
 * @param receiving whether the receive path was seen to work on this connection and has not stalled
 * @param inFlight messages taken and not yet acknowledged
 * @param queued messages received and not yet looked at
 * @param spoolRecords messages that wait on disk
 * @param spoolBytes their size
 * @param spoolCapacityBytes the bound on it
 * @param spoolOldest when the oldest of them was put there
 * @param trouble why messages wait unacknowledged, where neither Kafka nor the spool takes them
 * @param lastError what last went wrong with the connection, even where it is over
 */
public record LaneHealth(
    String name,
    boolean connects,
    boolean connected,
    boolean subscribed,
    boolean receiving,
    int inFlight,
    int queued,
    long spoolRecords,
    long spoolBytes,
    long spoolCapacityBytes,
    Optional<Instant> spoolOldest,
    Optional<String> trouble,
    Optional<String> lastError) {
  /** Refuses a missing part. */
  public LaneHealth {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(spoolOldest, "spoolOldest");
    Objects.requireNonNull(trouble, "trouble");
    Objects.requireNonNull(lastError, "lastError");
  }

  /** Whether messages are taken and can be acknowledged. */
  boolean ready() {
    return trouble.isEmpty() && (!connects || (connected && subscribed && receiving));
  }

  /** The connection in words. */
  String connection() {
    if (!connects) {
      return "draining its spool only";
    }
    if (!connected) {
      return "not connected to the MQTT broker";
    }
    if (!subscribed) {
      return "connected, not subscribed";
    }
    return receiving ? "subscribed" : "subscribed, but nothing has come back on it yet";
  }
}
