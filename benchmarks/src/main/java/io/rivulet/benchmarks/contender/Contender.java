package io.rivulet.benchmarks.contender;

/** Something that takes QoS 1 messages from a broker, until closed. */
interface Contender extends AutoCloseable {
  /** Messages acknowledged without a trace in Kafka since the start; 0 for who writes to Kafka. */
  default long discarded() {
    return 0;
  }

  /** Disconnects and leaves the session, with what is not acknowledged, to the broker. */
  @Override
  void close() throws Exception;
}
