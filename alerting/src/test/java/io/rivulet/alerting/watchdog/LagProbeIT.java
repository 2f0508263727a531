package io.rivulet.alerting.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.embedded.EmbeddedKafka;
import io.rivulet.testkit.Requirement;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Requirement("HEART-009")
class LagProbeIT {
  private static final Instant WRITTEN = Instant.parse("2026-11-21T03:00:00Z");
  private static final TopicPartition FIRST = new TopicPartition("samples", 0);
  private static final TopicPartition SECOND = new TopicPartition("samples", 1);
  private static final Condition STREAMS = Condition.of(Ailment.PIPELINE_LAGS, "streams");
  private static final Condition ALERTING = Condition.of(Ailment.PIPELINE_LAGS, "alerting");

  private final Map<TopicPartition, Long> own = new HashMap<>();
  private EmbeddedKafka kafka;
  private Admin admin;
  private KafkaProducer<byte[], byte[]> producer;
  private GroupOffsets offsets;
  private UnreadAge unread;
  private LagProbe probe;

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    kafka = EmbeddedKafka.start(directory, 0);
    Map<String, Object> client = Map.of("bootstrap.servers", kafka.bootstrapServers());
    admin = Admin.create(client);
    admin.createTopics(List.of(new NewTopic("samples", 2, (short) 1))).all().get();
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "transactional.id",
                "lag-probe-test"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
    offsets = new GroupOffsets(client);
    unread = new UnreadAge(client);
    WatchdogPlan plan =
        new WatchdogPlan(
            Duration.ofSeconds(5),
            List.of("streams", "unheard-of"),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            List.of());
    probe = new LagProbe(() -> plan, offsets, Map.of("alerting", () -> own), unread);
  }

  @AfterEach
  void stop() {
    unread.close();
    offsets.close();
    producer.close(Duration.ZERO);
    admin.close(Duration.ZERO);
    kafka.close();
  }

  @Test
  void lagIsHowLongTheOldestUnreadRecordIsThere() throws Exception {
    write(FIRST, 0, 20, 40);
    write(SECOND, 10);
    stands("streams", FIRST, 1);
    stands("streams", SECOND, 0);
    own.putAll(Map.of(FIRST, 2L, SECOND, 1L));

    assertThat(probe.look(at(40)).observed())
        .contains(Observed.well(STREAMS), Observed.well(ALERTING));
    assertThat(probe.look(at(41)).observed())
        .contains(
            Observed.ill(
                STREAMS,
                Duration.ZERO,
                "group streams has not read what is older than PT30S",
                "the oldest is of " + at(10) + " in samples-1"),
            Observed.well(ALERTING));
    assertThat(gist(probe.look(at(129)), STREAMS)).endsWith("older than PT1M");
    assertThat(gist(probe.look(at(130)), STREAMS)).endsWith("older than PT2M");
  }

  @Test
  void whatIsReadToItsEndDoesNotLagThoughKafkaKeepsAMarkerBehindIt() throws Exception {
    write(FIRST, 0);
    stands("streams", FIRST, 1);
    own.put(FIRST, 1L);

    assertThat(probe.look(at(3_600)).observed())
        .contains(Observed.well(STREAMS), Observed.well(ALERTING))
        .contains(Observed.well(Condition.of(Ailment.KAFKA_AWAY, "kafka")));
  }

  @Test
  void topicsThatAreGoneAndGroupsThatWereNeverThereDoNotLag() throws Exception {
    own.put(new TopicPartition("gone", 7), 3L);

    Look look = probe.look(at(0));
    assertThat(look.observed()).allMatch(observed -> observed.illness().isEmpty());
    assertThat(look.unknown()).isEmpty();
  }

  @Test
  void withoutKafkaNothingIsKnownOfLagAndThatIsSaid() throws Exception {
    write(FIRST, 0);
    own.put(FIRST, 0L);
    assertThat(gist(probe.look(at(60)), ALERTING)).contains("PT1M");
    kafka.close();

    Look look = probe.look(at(65));
    assertThat(look.observed())
        .singleElement()
        .satisfies(
            observed -> {
              assertThat(observed.condition().ailment()).isEqualTo(Ailment.KAFKA_AWAY);
              assertThat(observed.illness().orElseThrow().gist())
                  .isEqualTo("Kafka does not answer");
            });
    assertThat(look.unknown()).contains(STREAMS, ALERTING);
  }

  private void write(TopicPartition partition, int... seconds)
      throws ExecutionException, InterruptedException {
    producer.beginTransaction();
    for (int second : seconds) {
      producer
          .send(
              new ProducerRecord<>(
                  partition.topic(),
                  partition.partition(),
                  at(second).toEpochMilli(),
                  new byte[0],
                  new byte[10_000]))
          .get();
    }
    producer.commitTransaction();
  }

  private void stands(String group, TopicPartition partition, long offset)
      throws ExecutionException, InterruptedException {
    admin
        .alterConsumerGroupOffsets(group, Map.of(partition, new OffsetAndMetadata(offset)))
        .all()
        .get();
  }

  private static String gist(Look look, Condition condition) {
    return look.observed().stream()
        .filter(observed -> observed.condition().equals(condition))
        .flatMap(observed -> observed.illness().stream())
        .map(Observed.Illness::gist)
        .findFirst()
        .orElse("well");
  }

  private static Instant at(int seconds) {
    return WRITTEN.plusSeconds(seconds);
  }
}
