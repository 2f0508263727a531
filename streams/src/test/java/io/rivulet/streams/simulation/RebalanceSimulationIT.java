package io.rivulet.streams.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rivulet.embedded.EmbeddedKafka;
import io.rivulet.schemas.serde.AvroSerde;
import io.rivulet.schemas.serde.SerdeFactory;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.schemas.topic.TopicProvisioner;
import io.rivulet.streams.ClinicalTopology;
import io.rivulet.streams.StreamsProperties;
import io.rivulet.streams.StreamsRole;
import io.rivulet.streams.TopologyConfig;
import io.rivulet.testkit.Requirement;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A clinic in disorder through a real Kafka, exactly-once, while stream threads die before they
 * commit, an instance dies whole, and others join and leave. {@code -Dsimulation.seed=N} repeats.
 */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class RebalanceSimulationIT {
  private static final String PREFIX = "rivulet.";
  private static final int PARTITIONS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir Path directory;
  private final List<KafkaStreams> instances = new ArrayList<>();
  private final Statements statements = new Statements();
  private EmbeddedKafka kafka;

  @BeforeEach
  void start() throws Exception {
    kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
    try (Admin admin = Admin.create(kafkaSettings())) {
      TopicProvisioner.ensure(admin, PREFIX, PARTITIONS, 1);
      admin
          .createTopics(List.of(new NewTopic(role("x").deadLetterTopic(), 1, (short) 1)))
          .all()
          .get(30, TimeUnit.SECONDS);
    }
  }

  @AfterEach
  void stop() {
    instances.forEach(streams -> streams.close(Duration.ofSeconds(20)));
    kafka.close();
  }

  @Test
  @Requirement("SEED-006")
  void threadsThatDieAndInstancesThatComeAndGoChangeNoResult() {
    long seed = Long.getLong("simulation.seed", new Random().nextInt(1_000_000));
    Instant opens = InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS);
    ModelClinic clinic = ModelClinic.of(new Random(seed), opens);
    Map<String, String> expected = Simulation.asItHappened(directory, seed, clinic);
    List<Delivery> deliveries = Schedule.disorderly(clinic, new Random(seed + 1)).deliveries();
    int part = deliveries.size() / 5;

    DyingClients clients = new DyingClients();
    KafkaStreams first = join("first", clients, StreamThreadExceptionResponse.REPLACE_THREAD);
    send(deliveries.subList(0, part));
    clients.dieAtTheNextCommit();
    send(deliveries.subList(part, 2 * part));
    await().atMost(PATIENCE).until(() -> clients.deaths() == 1);

    DyingClients doomed = new DyingClients();
    KafkaStreams second = join("second", doomed, StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
    await().atMost(PATIENCE).until(() -> second.state() == KafkaStreams.State.RUNNING);
    doomed.dieAtTheNextCommit();
    send(deliveries.subList(2 * part, 3 * part));
    await().atMost(PATIENCE).until(() -> doomed.deaths() == 1);

    KafkaStreams third =
        join("third", new DyingClients(), StreamThreadExceptionResponse.REPLACE_THREAD);
    send(deliveries.subList(3 * part, 4 * part));
    await().atMost(PATIENCE).until(() -> third.state() == KafkaStreams.State.RUNNING);
    assertThat(first.close(Duration.ofSeconds(30))).isTrue();
    send(deliveries.subList(4 * part, deliveries.size()));

    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(100))
          .untilAsserted(
              () -> {
                collect(consumer);
                assertThat(Simulation.differences(expected, statements.results()))
                    .as("seed %d: repeat with -Dsimulation.seed=%d", seed, seed)
                    .isEmpty();
              });
    }
  }

  private KafkaStreams join(
      String name, DyingClients clients, StreamThreadExceptionResponse whenAThreadDies) {
    StreamsRole role = role(name);
    KafkaStreams streams =
        new KafkaStreams(
            ClinicalTopology.build(role.topology(), new SerdeFactory(Optional.empty())),
            StreamsProperties.of(role),
            clients);
    streams.setUncaughtExceptionHandler(failure -> whenAThreadDies);
    streams.start();
    instances.add(streams);
    return streams;
  }

  private StreamsRole role(String name) {
    return new StreamsRole(
        new TopologyConfig(
            PREFIX, PARTITIONS, SimulatedStreams.HORIZON, 10_000, SimulatedStreams.LIVE_MAX),
        "simulation",
        2,
        directory.resolve(name).toString(),
        Duration.ofMillis(100),
        1,
        Optional.empty(),
        kafkaSettings());
  }

  private Map<String, Object> kafkaSettings() {
    return Map.of("bootstrap.servers", kafka.bootstrapServers());
  }

  @SuppressWarnings("unchecked")
  private void send(List<Delivery> deliveries) {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(kafkaSettings(), new StringSerializer(), new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (Delivery delivery : deliveries) {
        SpecificRecord record = delivery.record();
        byte[] bytes = AvroSerde.of((Class<SpecificRecord>) record.getClass()).encode(record);
        sent.add(
            producer.send(
                new ProducerRecord<>(delivery.topic().kafkaName(PREFIX), delivery.key(), bytes)));
      }
      for (Future<RecordMetadata> each : sent) {
        assertThat(each).succeedsWithin(PATIENCE);
      }
    }
  }

  private KafkaConsumer<String, byte[]> consumer() {
    Map<String, Object> settings = new HashMap<>(kafkaSettings());
    settings.put("group.id", "reader");
    settings.put("auto.offset.reset", "earliest");
    settings.put("isolation.level", "read_committed");
    KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    consumer.subscribe(
        Statements.IDENTITY.keySet().stream().map(topic -> topic.kafkaName(PREFIX)).toList());
    return consumer;
  }

  private void collect(KafkaConsumer<String, byte[]> consumer) {
    for (ConsumerRecord<String, byte[]> found : consumer.poll(Duration.ofMillis(200))) {
      for (Topic topic : Statements.IDENTITY.keySet()) {
        if (topic.kafkaName(PREFIX).equals(found.topic())) {
          statements.take(topic, AvroSerde.of(topic.recordClass()).decode(found.value()));
        }
      }
    }
  }
}
