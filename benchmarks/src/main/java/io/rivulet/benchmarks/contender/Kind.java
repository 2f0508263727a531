package io.rivulet.benchmarks.contender;

/** Who is measured. */
public enum Kind {
  /** A Paho MQTT 5 client that acknowledges and discards: what broker and client library allow. */
  DISCARD("Paho subscriber that acks and discards"),
  /** Rivulet's bridge. */
  BRIDGE("Rivulet bridge, ack after Kafka");

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

  Contender start(Assignment assignment) throws Exception {
    return switch (this) {
      case DISCARD -> DiscardingContender.start(assignment);
      case BRIDGE -> BridgeContender.start(assignment);
    };
  }
}
