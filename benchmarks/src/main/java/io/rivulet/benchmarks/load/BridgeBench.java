package io.rivulet.benchmarks.load;

import io.rivulet.embedded.DataDirectory;
import io.rivulet.embedded.Mosquitto;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;

/** Mosquitto and Kafka, each in a process of its own, on a temporary directory. */
public final class BridgeBench implements AutoCloseable {
  /** No limit of its own, so that the contender's receive maximum governs. */
  private static final String UNBOUNDED =
      Mosquitto.PLAIN_LISTENER
          + """
          persistence false
          max_inflight_messages 65535
          max_queued_messages 0
          max_queued_bytes 0
          set_tcp_nodelay true
          log_dest stderr
          log_type error
          log_type warning
          """;

  private final DataDirectory directory;
  private final Mosquitto broker;
  private final ChildJvm kafka;
  private final String bootstrapServers;

  private BridgeBench(
      DataDirectory directory, Mosquitto broker, ChildJvm kafka, String bootstrapServers) {
    this.directory = directory;
    this.broker = broker;
    this.kafka = kafka;
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Starts both.
   *
   * @throws IOException where Mosquitto is not installed or one of them does not start
   */
  public static BridgeBench start() throws IOException {
    DataDirectory directory = DataDirectory.temporary();
    Mosquitto broker = null;
    ChildJvm kafka = null;
    try {
      broker = Mosquitto.start(directory.path().resolve("mosquitto"), UNBOUNDED, 0);
      kafka =
          ChildJvm.start(
              KafkaProcess.class, List.of(), List.of(directory.path().resolve("kafka").toString()));
      return new BridgeBench(directory, broker, kafka, kafka.answer());
    } catch (IOException | RuntimeException e) {
      if (kafka != null) {
        kafka.close();
      }
      if (broker != null) {
        broker.close();
      }
      directory.close();
      throw e;
    }
  }

  /** Where the MQTT broker listens. */
  public InetSocketAddress broker() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), broker.port());
  }

  /** The MQTT broker's process number. */
  public long brokerPid() {
    return broker.pid();
  }

  /** Kafka's process number. */
  public long kafkaPid() {
    return kafka.pid();
  }

  /** Where Kafka listens, as its clients want it. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** A directory for what a contender keeps on disk; gone at the end. */
  public Path directoryOf(String contender) {
    return directory.path().resolve("contenders").resolve(contender);
  }

  @Override
  public void close() throws IOException {
    kafka.close();
    broker.close();
    directory.close();
  }
}
