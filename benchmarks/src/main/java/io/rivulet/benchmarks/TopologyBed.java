package io.rivulet.benchmarks;

import io.rivulet.benchmarks.load.ChildJvm;
import io.rivulet.benchmarks.load.KafkaProcess;
import io.rivulet.embedded.DataDirectory;
import io.rivulet.runtime.config.Settings;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A Kafka broker in a process of its own, and settings for streams beside it. */
final class TopologyBed implements AutoCloseable {
  private final DataDirectory directory;
  private final ChildJvm kafka;
  private final String bootstrapServers;

  private TopologyBed(DataDirectory directory, ChildJvm kafka, String bootstrapServers) {
    this.directory = directory;
    this.kafka = kafka;
    this.bootstrapServers = bootstrapServers;
  }

  static TopologyBed start() throws IOException {
    DataDirectory directory = DataDirectory.temporary();
    try {
      ChildJvm kafka =
          ChildJvm.start(
              KafkaProcess.class, List.of(), List.of(directory.path().resolve("kafka").toString()));
      return new TopologyBed(directory, kafka, kafka.answer());
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  /** Settings under a topic prefix and application of one round. */
  Settings round(String name, Map<String, String> overrides) {
    Map<String, String> pairs = new HashMap<>();
    pairs.put("kafka.bootstrap.servers", bootstrapServers);
    pairs.put("streams.state.directory", directory.path().resolve("streams").toString());
    pairs.put("topic.partitions", "2");
    pairs.put("topic.prefix", name + ".");
    pairs.put("streams.application.id", name);
    pairs.putAll(overrides);
    return Settings.of(pairs);
  }

  @Override
  public void close() throws IOException {
    kafka.close();
    directory.close();
  }
}
