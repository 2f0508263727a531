package io.rivulet.benchmarks;

import io.rivulet.embedded.DataDirectory;
import io.rivulet.embedded.EmbeddedServers;
import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.Settings;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.serde.AvroSerde;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.schemas.topic.TopicProvisioner;
import io.rivulet.simulator.session.KafkaSessionSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Embedded servers in a temporary directory, and what is put on them before a round. */
final class Bench implements AutoCloseable {
  private static final String PARTITIONS = "2";

  private final EmbeddedServers servers;
  private final Settings settings;

  private Bench(EmbeddedServers servers, Settings settings) {
    this.servers = servers;
    this.settings = settings;
  }

  static Bench start() throws IOException {
    DataDirectory directory = DataDirectory.temporary();
    EmbeddedServers servers = EmbeddedServers.start(directory);
    return new Bench(
        servers,
        Settings.of(
            Map.of(
                "mqtt.uri",
                servers.broker().uri(),
                "kafka.bootstrap.servers",
                servers.kafka().bootstrapServers(),
                "database.url",
                servers.database().jdbcUrl(),
                "database.user",
                servers.database().user(),
                "streams.state.directory",
                directory.path().resolve("streams").toString(),
                "topic.partitions",
                PARTITIONS)));
  }

  /** Settings under a topic prefix, application and database of one round. */
  Settings round(String name) {
    return settings.with(
        Map.of(
            "topic.prefix",
            name + ".",
            "streams.application.id",
            name,
            "database.url",
            servers.database().createDatabase(name.replace('-', '_'))));
  }

  /** Creates the topics of a round. */
  static void provision(Settings round) {
    try (Admin admin = Admin.create(round.kafka())) {
      List<String> created =
          TopicProvisioner.ensure(
              admin, round.get(Catalogue.TOPIC_PREFIX), round.get(Catalogue.TOPIC_PARTITIONS), 1);
      if (created.isEmpty()) {
        throw new IllegalStateException("the topics of this round were there before it");
      }
    }
  }

  /** Records the session of every bed. */
  static void openSessions(Settings round, List<Bed> beds, Instant from)
      throws InterruptedException {
    // Several batches in flight to a new partition of a busy broker were refused as out of sequence
    // and sent again, once a second, until the delivery timeout.
    Settings oneInFlight =
        round.with(Map.of("kafka." + ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1"));
    try (KafkaSessionSink sessions = KafkaSessionSink.from(oneInFlight)) {
      sessions.events(beds.stream().flatMap(bed -> bed.events(from).stream()).toList());
    }
  }

  /** Puts pump samples into their topic: one second of all beds after another. */
  static void preload(Settings round, List<Bed> beds, int samples, Instant from) {
    Map<String, Object> client = new HashMap<>(round.kafka());
    client.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    client.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
    client.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    String topic = Topic.PUMP_SAMPLES.kafkaName(round.get(Catalogue.TOPIC_PREFIX));
    AvroSerde<PumpSampleRecord> serde = AvroSerde.of(PumpSampleRecord.class);
    AtomicReference<Exception> failure = new AtomicReference<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < samples; i++) {
        Bed bed = beds.get(i % beds.size());
        long second = i / beds.size();
        var sent =
            producer.send(
                new ProducerRecord<>(
                    topic,
                    bed.device().value().getBytes(StandardCharsets.UTF_8),
                    serde.encode(bed.sample(from.plusSeconds(second), second))),
                (stored, e) -> {
                  if (e != null) {
                    failure.set(e);
                  }
                });
        if (sent == null) {
          throw new IllegalStateException("the producer took no record");
        }
      }
    }
    if (failure.get() != null) {
      throw new IllegalStateException("cannot preload " + topic, failure.get());
    }
  }

  @Override
  public void close() {
    servers.close();
  }
}
