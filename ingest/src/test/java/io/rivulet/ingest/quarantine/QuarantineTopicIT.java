package io.rivulet.ingest.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.embedded.EmbeddedKafka;
import io.rivulet.ingest.Payloads;
import io.rivulet.ingest.admission.Admission;
import io.rivulet.ingest.admission.Outcome;
import io.rivulet.runtime.config.Settings;
import io.rivulet.schemas.payload.PayloadCodec;
import io.rivulet.schemas.record.QuarantineRecord;
import io.rivulet.schemas.serde.AvroSerde;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.schemas.topic.TopicProvisioner;
import io.rivulet.testkit.Requirement;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The quarantine topic of a real Kafka, with what no bridge of this version would write to it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class QuarantineTopicIT {
  private static final AvroSerde<QuarantineRecord> SERDE = AvroSerde.of(QuarantineRecord.class);

  private EmbeddedKafka kafka;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
  }

  @AfterAll
  void stop() {
    kafka.close();
  }

  @Test
  @Requirement("BRIDGE-041")
  void onlyWhatIsCommittedIsReadAndWhatIsNoRecordIsCounted() throws Exception {
    QuarantineConfig config = installation("committed.");
    try (KafkaProducer<String, byte[]> producer = producer("committed.tx")) {
      producer.initTransactions();
      producer.beginTransaction();
      send(producer, "committed.", Refusals.bridge("aborted", "pump-1").build());
      producer.flush();
      producer.abortTransaction();
      producer.beginTransaction();
      send(producer, "committed.", Refusals.bridge("kept", "pump-1").build());
      send(producer, "committed.", "pump-1", new byte[] {1, 2});
      send(producer, "committed.", "pump-1", null);
      producer.commitTransaction();
      producer.beginTransaction();
      send(producer, "committed.", Refusals.bridge("open-transaction", "pump-1").build());
      producer.flush();

      Snapshot snapshot = scan(config, QuarantineFilter.ALL);

      assertThat(snapshot.entries()).extracting(Entry::id).containsExactly("kept");
      assertThat(snapshot.unreadable()).isEqualTo(2);
      assertThat(snapshot.notes())
          .containsExactly("2 records could not be read and are not counted");
      producer.abortTransaction();
    }
  }

  @Test
  @Requirement("BRIDGE-041")
  void anEmptyTopicIsEmptyAndAMissingOneIsSaidToBeMissing() throws Exception {
    assertThat(scan(installation("empty."), QuarantineFilter.ALL).summary())
        .isEqualTo("nothing in quarantine matches");
    QuarantineConfig mistyped = config("mistyped.");
    assertThatThrownBy(() -> scan(mistyped, QuarantineFilter.ALL))
        .isInstanceOf(QuarantineException.class)
        .hasMessageContaining("topic mistyped.quarantine is not there", "topic.prefix");
  }

  @Test
  @Requirement("BRIDGE-047")
  void payloadsAreFetchedWhereverTheyStandAndMoreThanFitsIsLeftOut() throws Exception {
    QuarantineConfig config = installation("many.");
    int things = 7_000;
    try (KafkaProducer<String, byte[]> producer = producer(null)) {
      for (int n = 0; n < things; n++) {
        send(producer, "many.", numbered(n));
      }
    }

    try (QuarantineReader reader = QuarantineReader.open(config.kafka())) {
      List<Entry> entries = reader.scan(QuarantineFilter.ALL).entries();
      assertThat(entries).hasSize(things);
      List<Entry> wanted = List.of(entries.get(3), entries.get(4), entries.get(6_999));
      List<String> fetched = new ArrayList<>();
      reader.fetch(
          wanted,
          (entry, record) -> {
            assertThat(record.getId()).isEqualTo(entry.id());
            fetched.add(new String(record.getPayload().array(), 0, 8, StandardCharsets.UTF_8));
          });
      assertThat(fetched).containsExactlyInAnyOrder("00000003", "00000004", "00006999");
    }
    try (QuarantineReader small = QuarantineReader.open(config.kafka(), 1_000)) {
      Snapshot snapshot = small.scan(QuarantineFilter.ALL);
      assertThat(snapshot.entries()).hasSizeBetween(900, 1_000);
      assertThat(snapshot.leftOut()).isEqualTo(things - snapshot.entries().size());
      assertThat(small.scan(QuarantineFilter.ALL.withIdPrefixes(Set.of("id-3-"))).leftOut())
          .isZero();
    }
  }

  @Test
  @Requirement("BRIDGE-048")
  void aSecondRedriveEndsTheFirstBeforeItWritesAnythingMore() throws Exception {
    QuarantineConfig config = installation("two.");
    QuarantineRecord refused = sample();
    try (KafkaProducer<String, byte[]> producer = producer(null)) {
      send(producer, "two.", refused);
    }
    Verdict.Admitted admitted =
        (Verdict.Admitted)
            new RedriveRules(new Admission(config.bounds()), false)
                .decide(Refusals.entry(refused), refused, Correction.NONE);

    try (RedriveWriter first = RedriveWriter.open(config.kafka());
        RedriveWriter second = RedriveWriter.open(config.kafka())) {
      assertThatThrownBy(() -> first.write(List.of(admitted), "anna", Refusals.START))
          .isInstanceOf(QuarantineException.class)
          .hasMessageContaining("another redrive has begun");
      second.write(List.of(admitted), "ben", Refusals.START);
    }

    assertThat(scan(config, QuarantineFilter.ALL).entries())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.deliveries()).isEqualTo(1);
              assertThat(entry.state())
                  .isEqualTo(
                      new EntryState.Redriven(Refusals.START, "ben", "two.pump.samples", false));
            });
  }

  private QuarantineConfig installation(String prefix) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      TopicProvisioner.ensure(admin, prefix, 2, 1);
    }
    return config(prefix);
  }

  private QuarantineConfig config(String prefix) {
    return QuarantineConfig.from(
        Settings.of(
            Map.of("kafka.bootstrap.servers", kafka.bootstrapServers(), "topic.prefix", prefix)));
  }

  private static Snapshot scan(QuarantineConfig config, QuarantineFilter filter) {
    try (QuarantineReader reader = QuarantineReader.open(config.kafka())) {
      return reader.scan(filter);
    }
  }

  private KafkaProducer<String, byte[]> producer(String transactionalId) {
    Map<String, Object> properties =
        new HashMap<>(
            Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "max.in.flight.requests.per.connection",
                "1"));
    if (transactionalId != null) {
      properties.put("transactional.id", transactionalId);
    }
    return new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
  }

  private static void send(
      KafkaProducer<String, byte[]> producer, String prefix, QuarantineRecord record) {
    send(producer, prefix, new Outcome.Refused(record).key(), SERDE.encode(record));
  }

  private static void send(
      KafkaProducer<String, byte[]> producer, String prefix, String key, byte[] value) {
    var unused =
        producer.send(new ProducerRecord<>(Topic.QUARANTINE.kafkaName(prefix), key, value));
  }

  private static QuarantineRecord numbered(int n) {
    byte[] payload =
        String.format(Locale.ROOT, "%08d%0200d", n, 0).getBytes(StandardCharsets.UTF_8);
    return Refusals.bridge("id-" + n + "-", "pump-" + n % 5)
        .setReceivedTime(Refusals.START.plusMillis(n))
        .setPayload(ByteBuffer.wrap(payload))
        .setPayloadBytes(payload.length)
        .build();
  }

  private static QuarantineRecord sample() {
    byte[] payload = PayloadCodec.json(Payloads.pump("pump-1", 1));
    return Refusals.bridge("a", "pump-1").setPayload(ByteBuffer.wrap(payload)).build();
  }
}
