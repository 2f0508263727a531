package io.rivulet.benchmarks.contender;

import java.util.List;
import java.util.Map;

/**
 * What every contender is given alike.
 *
 * @param mqttUri the broker, {@code tcp://HOST:PORT}
 * @param clientId keeps the session between two starts
 * @param filter what to subscribe to, at QoS 1
 * @param bootstrapServers Kafka
 * @param topicPrefix of the topics of this contender alone
 * @param receiveMaximum messages the broker may send unacknowledged, 1 to 65,535
 * @param directory for what it keeps on disk, the same at every start
 */
public record Assignment(
    String mqttUri,
    String clientId,
    String filter,
    String bootstrapServers,
    String topicPrefix,
    int receiveMaximum,
    String directory) {
  /** Long enough that the broker keeps the session through every pause of a run. */
  static final long SESSION_EXPIRY_SECONDS = 3600;

  /**
   * A producer's properties, the same as the bridge's own where they bear on speed and safety: what
   * is compared is the way messages are carried, not who tuned Kafka's client.
   */
  static final Map<String, Object> PRODUCER =
      Map.of(
          "acks", "all",
          "enable.idempotence", "true",
          "linger.ms", "5",
          "batch.size", Integer.toString(64 * 1024),
          "max.in.flight.requests.per.connection", "1");

  /** The topic that the bridge writes pump samples to; the others write there too. */
  String topic() {
    return topicPrefix + "pump.samples";
  }

  /** The same as words for a command line, without spaces in them. */
  public List<String> arguments() {
    return List.of(
        mqttUri,
        clientId,
        filter,
        bootstrapServers,
        topicPrefix,
        Integer.toString(receiveMaximum),
        directory);
  }

  static Assignment of(List<String> arguments) {
    return new Assignment(
        arguments.get(0),
        arguments.get(1),
        arguments.get(2),
        arguments.get(3),
        arguments.get(4),
        Integer.parseInt(arguments.get(5)),
        arguments.get(6));
  }
}
