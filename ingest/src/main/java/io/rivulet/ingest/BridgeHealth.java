package io.rivulet.ingest;

import java.util.Objects;
import java.util.Optional;

/**
 * How a bridge is.
 *
 * @param connected whether there is a connection to the MQTT broker
 * @param subscribed whether the broker granted every filter at QoS 1 on this connection
 * @param kafkaAnswers whether Kafka answered when last asked, a few seconds ago
 * @param inFlight messages taken and not yet acknowledged
 * @param lastError what last went wrong, even where it is over
 */
public record BridgeHealth(
    boolean connected,
    boolean subscribed,
    boolean kafkaAnswers,
    int inFlight,
    Optional<String> lastError) {
  /** Refuses a subscription without a connection. */
  public BridgeHealth {
    Objects.requireNonNull(lastError, "lastError");
    if (subscribed && !connected) {
      throw new IllegalArgumentException("subscribed without a connection");
    }
  }

  /** Whether messages flow from broker to Kafka. */
  public boolean ready() {
    return subscribed && kafkaAnswers;
  }

  /** One line for people. */
  public String detail() {
    String state =
        !connected
            ? "not connected to the MQTT broker"
            : !subscribed ? "connected, not subscribed" : "subscribed";
    String kafka = kafkaAnswers ? "Kafka answers" : "Kafka does not answer";
    return state
        + "; "
        + kafka
        + "; "
        + inFlight
        + " in flight"
        + lastError.map(error -> "; last error: " + error).orElse("");
  }
}
