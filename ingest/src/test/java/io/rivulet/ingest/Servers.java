package io.rivulet.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.Search;
import io.rivulet.embedded.EmbeddedBroker;
import io.rivulet.embedded.EmbeddedKafka;
import io.rivulet.schemas.topic.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/** A broker and a Kafka that tests stop and start again on the same port and directory. */
public final class Servers implements AutoCloseable {
  static final String PREFIX = "test.";

  private final Path directory;
  private final int brokerPort;
  private final int kafkaPort;
  private EmbeddedBroker broker;
  private EmbeddedKafka kafka;

  private Servers(Path directory, EmbeddedBroker broker, EmbeddedKafka kafka) {
    this.directory = directory;
    this.broker = broker;
    this.kafka = kafka;
    this.brokerPort = broker.port();
    this.kafkaPort = kafka.port();
  }

  static Servers start(Path directory) throws IOException {
    EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("mqtt"), 0);
    try {
      return new Servers(directory, broker, EmbeddedKafka.start(directory.resolve("kafka"), 0));
    } catch (IOException e) {
      broker.close();
      throw e;
    }
  }

  String mqttUri() {
    return "tcp://127.0.0.1:" + brokerPort;
  }

  String bootstrapServers() {
    return "127.0.0.1:" + kafkaPort;
  }

  void stopBroker() {
    broker.close();
    broker = null;
  }

  void startBroker() throws IOException {
    broker = EmbeddedBroker.start(directory.resolve("mqtt"), brokerPort);
  }

  void stopKafka() {
    kafka.close();
    kafka = null;
  }

  void startKafka() throws IOException {
    kafka = EmbeddedKafka.start(directory.resolve("kafka"), kafkaPort);
  }

  void configureTopic(Topic topic, String key, String value) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      ConfigResource resource =
          new ConfigResource(ConfigResource.Type.TOPIC, topic.kafkaName(PREFIX));
      AlterConfigOp set = new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
      admin.incrementalAlterConfigs(Map.of(resource, List.of(set))).all().get();
    }
  }

  /** A bridge between the two, with times short enough for tests. */
  BridgeConfig bridge(String clientId, Map<String, Object> kafkaProperties) {
    return new BridgeSetup(this, directory, clientId).kafka(kafkaProperties).config();
  }

  /** A bridge between the two, to be varied. */
  BridgeSetup setup(String clientId) {
    return new BridgeSetup(this, directory, clientId);
  }

  static double count(MeterRegistry registry, String name) {
    return Search.in(registry).name("rivulet.bridge." + name).counters().stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  @Override
  public void close() {
    if (broker != null) {
      broker.close();
    }
    if (kafka != null) {
      kafka.close();
    }
  }
}
