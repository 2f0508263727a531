package io.rivulet.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.embedded.EmbeddedKafka;
import io.rivulet.schemas.payload.PayloadCodec;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.serde.AvroSerde;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.schemas.topic.TopicProvisioner;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a kill lost and repeated is counted in a real Kafka, from records as contenders leave them.
 */
@Timeout(60)
class KafkaCountIT {
  private static final int PARTITIONS = 2;
  private static final String TOPIC = Topic.PUMP_SAMPLES.kafkaName("");
  private static final Instant TIME = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir Path directory;

  private EmbeddedKafka kafka;
  private Admin admin;

  @BeforeEach
  void start() throws Exception {
    kafka = EmbeddedKafka.start(directory, 0);
    admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    assertThat(TopicProvisioner.ensure(admin, "", PARTITIONS, 1)).isNotEmpty();
  }

  @AfterEach
  void stop() throws Exception {
    admin.close();
    kafka.close();
  }

  @Test
  void findsWhatIsMissingAndRepeatedAmongPayloads() {
    assertCounts(false, number -> PayloadCodec.json(new Bed(0).message(TIME, number)));
  }

  @Test
  void findsWhatIsMissingAndRepeatedAmongTheBridgesRecords() {
    AvroSerde<PumpSampleRecord> serde = AvroSerde.of(PumpSampleRecord.class);
    assertCounts(
        true, number -> serde.serializer().serialize(TOPIC, new Bed(0).sample(TIME, number)));
  }

  private void assertCounts(boolean avro, LongFunction<byte[]> value) {
    KafkaCount count = new KafkaCount(admin, TOPIC, PARTITIONS, avro, kafka.bootstrapServers());
    write(value, List.of(0L, 1L, 2L));
    Map<TopicPartition, Long> from = count.offsets();

    write(value, List.of(2L, 3L, 4L, 4L, 6L, 7L, 4L));

    assertThat(count.since(from)).isEqualTo(7);
    // Of 3 to 8: 5 and 8 are nowhere, 4 came three times, and 2 is a straggler of an earlier run.
    assertThat(Tally.of(3, 6, count.numbers(from), new long[0])).isEqualTo(new Tally(2, 0, 2));
  }

  private void write(LongFunction<byte[]> value, List<Long> numbers) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (long number : numbers) {
        var unused =
            producer.send(
                new ProducerRecord<>(TOPIC, (int) number % PARTITIONS, null, value.apply(number)));
      }
    }
  }
}
