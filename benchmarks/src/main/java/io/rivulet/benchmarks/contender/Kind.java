package io.rivulet.benchmarks.contender;

import java.util.Map;

/** Who is measured. */
public enum Kind {
  /** A Paho MQTT 5 client that acknowledges and discards: what broker and client library allow. */
  DISCARD("Paho subscriber, acks and discards"),
  /** Rivulet's bridge. */
  BRIDGE("Rivulet bridge, ack after Kafka"),
  /** A Camel route as it is without further settings. */
  CAMEL("Camel, ack not tied to Kafka"),
  /** A Camel route with manual acknowledgement. */
  CAMEL_MANUAL("Camel, ack after Kafka"),
  /** Spring Integration as it is without further settings. */
  SPRING("Spring Integration, ack not tied to Kafka"),
  /** Spring Integration with manual acknowledgement from the success channel. */
  SPRING_MANUAL("Spring Integration, ack after Kafka");

  private final String label;

  Kind(String label) {
    this.label = label;
  }

  /** How it is called in tables. */
  public String label() {
    return label;
  }

  /** Whether what it takes can be found in Kafka. */
  public boolean writesToKafka() {
    return this != DISCARD;
  }

  /** Whether it writes the bridge's own records; else payloads as they were published. */
  public boolean writesAvro() {
    return this == BRIDGE;
  }

  /**
   * Starts one.
   *
   * @param tried settings in place of the bridge's defaults; the others have none
   */
  Contender start(Assignment assignment, Map<String, String> tried) throws Exception {
    return switch (this) {
      case DISCARD -> DiscardingContender.start(assignment);
      case BRIDGE -> BridgeContender.start(assignment, tried);
      case CAMEL -> CamelContender.start(assignment, false);
      case CAMEL_MANUAL -> CamelContender.start(assignment, true);
      case SPRING -> SpringContender.start(assignment, false);
      case SPRING_MANUAL -> SpringContender.start(assignment, true);
    };
  }
}
