package io.rivulet.store.landing;

import static io.rivulet.store.TestRecords.dose;
import static io.rivulet.store.TestRecords.pump;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.embedded.DataDirectory;
import io.rivulet.embedded.Durability;
import io.rivulet.embedded.EmbeddedDatabase;
import io.rivulet.runtime.kafka.FencedException;
import io.rivulet.runtime.kafka.OffsetMove;
import io.rivulet.schemas.record.DoseUpdateRecord;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.serde.AvroSerde;
import io.rivulet.schemas.serde.SerdeFactory;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.store.StoreServers;
import io.rivulet.store.TestStore;
import io.rivulet.store.database.Migrations;
import io.rivulet.testkit.Requirement;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SinkFaultsIT {
  @RegisterExtension static final StoreServers SERVERS = new StoreServers();

  private static final int SAMPLES = 12_000;
  private static final int SMALL_BATCH = 100;
  private static final String ROWS = "SELECT count(*) FROM rivulet.pump_sample";

  @Test
  @Requirement("STORE-006")
  void aSinkClosedInTheMiddleGoesOnWhereItStood() {
    try (TestStore store = SERVERS.newStore()) {
      sendSamples(store);
      for (int landed = 1_000; landed <= 9_000; landed += 4_000) {
        try (Sink sink = store.startSink(SMALL_BATCH)) {
          store.awaitNumber(ROWS, landed);
        }
      }
      try (Sink sink = store.startSink()) {
        store.awaitNumber(ROWS, SAMPLES);
      }
      assertEachReadAndLandedOnce(store);
    }
  }

  @Test
  @Requirement("STORE-007")
  void sinksThatJoinAndLeaveShareThePartitions() {
    try (TestStore store = SERVERS.newStore();
        Sink first = store.startSink(SMALL_BATCH)) {
      await().until(() -> first.health().ready());
      sendSamples(store);
      try (Sink second = store.startSink(SMALL_BATCH)) {
        await().atMost(Duration.ofSeconds(30)).until(() -> second.health().ready());
      }
      store.awaitNumber(ROWS, SAMPLES);
      assertEachReadAndLandedOnce(store);
    }
  }

  @Test
  @Requirement("STORE-008")
  void aSinkThatTakesItselfForTheOnlyOneIsFencedOff() {
    try (TestStore store = SERVERS.newStore()) {
      SinkConfig config = store.config();
      SinkConfig zombie =
          new SinkConfig(
              config.database(),
              config.kafka(),
              config.topicPrefix(),
              "zombie",
              config.registryUrl(),
              config.storage(),
              SMALL_BATCH);
      try (Sink sink = store.startSink(SMALL_BATCH);
          Sink other = Sink.start(zombie, InstantSource.system(), new SimpleMeterRegistry())) {
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> sink.health().ready() && other.health().ready());
        sendSamples(store);
        store.awaitNumber(ROWS, SAMPLES);
      }
      assertEachReadAndLandedOnce(store);
    }
  }

  @Test
  @Requirement("STORE-008")
  void aBatchThatIsNotNextIsFencedOffWhole() throws Exception {
    try (TestStore store = SERVERS.newStore()) {
      Migrations.migrate(store.config().database());
      BatchTransaction transaction =
          new BatchTransaction(
              store.database(),
              store.config().topicPrefix(),
              new SerdeFactory(Optional.empty()),
              InstantSource.system());
      TopicPartition partition = new TopicPartition(store.kafkaName(Topic.PUMP_SAMPLES), 0);
      assertThat(transaction.positions(Map.of(partition, 5L))).containsEntry(partition, 5L);
      BatchTransaction.Batch batch = transaction.prepare(batch(partition, 5));

      transaction.land(batch, List.of(new OffsetMove(partition, 5, 6, 0)));
      assertThatThrownBy(() -> transaction.land(batch, List.of(new OffsetMove(partition, 5, 6, 0))))
          .isInstanceOf(FencedException.class)
          .hasMessageContaining("1 of 1 partitions");
      assertThatThrownBy(() -> transaction.land(batch, List.of(new OffsetMove(partition, 3, 4, 0))))
          .isInstanceOf(FencedException.class);

      assertThat(transaction.positions(Map.of(partition, 0L))).containsEntry(partition, 6L);
      assertThat(store.number("SELECT sum(record_count) FROM rivulet.landed_topic")).isEqualTo(1);
      assertThat(store.number("SELECT sum(repeat_count) FROM rivulet.landed_topic")).isZero();
    }
  }

  @Test
  @Requirement("STORE-009")
  void aRestartOfTheDatabaseLosesAndDoublesNothing() throws Exception {
    try (DataDirectory directory = DataDirectory.temporary();
        TestStore topics = SERVERS.newStore()) {
      Path path = directory.path().resolve("postgres");
      EmbeddedDatabase database = EmbeddedDatabase.start(path, 0, Durability.PROCESS_END);
      int port = database.port();
      try (TestStore store = topics.withDatabase(database.jdbcUrl());
          Sink sink = store.startSink(SMALL_BATCH)) {
        sendSamples(topics);
        store.awaitNumber(ROWS, 1_000);
        database.close();
        await().atMost(Duration.ofSeconds(30)).until(() -> !sink.health().ready());
        assertThat(sink.health().detail()).contains("the database does not take records");
        database = EmbeddedDatabase.start(path, port, Durability.PROCESS_END);
        store.awaitNumber(ROWS, SAMPLES);
        assertEachReadAndLandedOnce(store);
        await().atMost(Duration.ofSeconds(10)).until(() -> sink.health().ready());
      } finally {
        database.close();
      }
    }
  }

  @Test
  @Requirement("STORE-010")
  void onlyCommittedTransactionsLandAndOffsetsPassTheirMarkers() {
    try (TestStore store = SERVERS.newStore();
        Sink sink = store.startSink()) {
      sendInTransaction(store, dose("s1", "pump-1", 1, 10), true);
      sendInTransaction(store, dose("s1", "pump-1", 2, 20), false);
      sendInTransaction(store, dose("s1", "pump-1", 3, 30), true);
      // Three records and three markers, all in partition 0.
      store.awaitNumber(
          "SELECT max(next_offset) FROM rivulet.sink_offset WHERE topic = '"
              + store.kafkaName(Topic.DOSE_UPDATES)
              + "'",
          6);

      assertThat(store.number("SELECT count(*) FROM rivulet.dose_history")).isEqualTo(2);
      assertThat(store.number("SELECT revision FROM rivulet.dose")).isEqualTo(3);
    }
  }

  @Test
  @Requirement("STORE-011")
  void recordsThatKafkaDeletedUnlandedAreCountedAndSkipped() throws Exception {
    try (TestStore store = SERVERS.newStore()) {
      store.send(Topic.PUMP_SAMPLES, "pump-1", pump("pump-1", 0));
      store.flush();
      try (Sink sink = store.startSink()) {
        store.awaitLanded(Topic.PUMP_SAMPLES, 1);
      }
      for (int n = 1; n <= 10; n++) {
        store.send(Topic.PUMP_SAMPLES, "pump-1", pump("pump-1", n));
      }
      store.flush();
      deleteBefore(store, 8);
      try (Sink sink = store.startSink()) {
        store.awaitLanded(Topic.PUMP_SAMPLES, 4);
      }

      assertThat(store.number("SELECT min(sequence) FROM rivulet.pump_sample WHERE sequence > 0"))
          .isEqualTo(8);
      assertThat(store.number("SELECT sum(lost_count) FROM rivulet.sink_offset")).isEqualTo(7);
    }
  }

  private static void sendSamples(TestStore store) {
    for (int n = 0; n < SAMPLES; n++) {
      store.send(Topic.PUMP_SAMPLES, "pump-" + n % 20, pump("pump-" + n % 20, n));
    }
    store.flush();
  }

  /** A record landed twice would have been read twice and shown as a repeat. */
  private static void assertEachReadAndLandedOnce(TestStore store) {
    store.awaitLanded(Topic.PUMP_SAMPLES, SAMPLES);
    assertThat(store.number(ROWS)).isEqualTo(SAMPLES);
    assertThat(store.number("SELECT sum(record_count) FROM rivulet.landed_topic"))
        .isEqualTo(SAMPLES);
    assertThat(store.number("SELECT sum(repeat_count) FROM rivulet.landed_topic")).isZero();
    assertThat(store.number("SELECT sum(next_offset) FROM rivulet.sink_offset")).isEqualTo(SAMPLES);
  }

  private static ConsumerRecords<byte[], byte[]> batch(TopicPartition partition, long offset) {
    byte[] value = AvroSerde.of(PumpSampleRecord.class).encode(pump("pump-1", 1));
    return new ConsumerRecords<>(
        Map.of(
            partition,
            List.of(
                new ConsumerRecord<>(
                    partition.topic(), partition.partition(), offset, new byte[] {1}, value))),
        Map.of());
  }

  private static void sendInTransaction(TestStore store, DoseUpdateRecord record, boolean commit) {
    Map<String, Object> properties =
        Map.of(
            "bootstrap.servers",
            SERVERS.kafka(),
            "transactional.id",
            store.kafkaName(Topic.DOSE_UPDATES));
    try (var producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      var unused =
          producer.send(
              new ProducerRecord<>(
                  store.kafkaName(Topic.DOSE_UPDATES),
                  0,
                  new byte[] {1},
                  AvroSerde.of(DoseUpdateRecord.class).encode(record)));
      producer.flush();
      if (commit) {
        producer.commitTransaction();
      } else {
        producer.abortTransaction();
      }
    }
  }

  private static void deleteBefore(TestStore store, long offset) throws Exception {
    String topic = store.kafkaName(Topic.PUMP_SAMPLES);
    int partition =
        (int)
            store.number(
                "SELECT kafka_partition FROM rivulet.sink_offset WHERE next_offset = 1 AND topic = '"
                    + topic
                    + "'");
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", SERVERS.kafka()))) {
      admin
          .deleteRecords(
              Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(offset)))
          .all()
          .get();
    }
  }
}
