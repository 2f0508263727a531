package io.rivulet.benchmarks;

import io.rivulet.schemas.mqtt.PumpPayload;
import io.rivulet.schemas.payload.PayloadCodec;
import io.rivulet.schemas.payload.PayloadKind;
import io.rivulet.schemas.payload.RefusedPayloadException;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.serde.AvroSerde;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a topic holds, asked from outside so that every contender is counted alike. */
final class KafkaCount {
  private static final Duration POLL = Duration.ofSeconds(1);

  private final Admin admin;
  private final Map<TopicPartition, OffsetSpec> ends;
  private final ToLongFunction<byte[]> sequence;
  private final String bootstrapServers;

  /**
   * Counts a topic.
   *
   * @param avro whether values are the bridge's records; else they are payloads as published
   */
  KafkaCount(Admin admin, String topic, int partitions, boolean avro, String bootstrapServers) {
    this.admin = admin;
    this.bootstrapServers = bootstrapServers;
    this.ends =
        IntStream.range(0, partitions)
            .mapToObj(number -> new TopicPartition(topic, number))
            .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
    AvroSerde<PumpSampleRecord> serde = AvroSerde.of(PumpSampleRecord.class);
    this.sequence = avro ? value -> serde.decode(value).getSequence() : KafkaCount::ofPayload;
  }

  /** The sequence number of a payload as it was published. */
  static long ofPayload(byte[] payload) {
    try {
      return ((PumpPayload) PayloadCodec.decode(PayloadKind.PUMP, payload)).getSequence();
    } catch (RefusedPayloadException e) {
      throw new IllegalStateException("a benchmark's own message came back changed", e);
    }
  }

  /** Records that came since, repeats among them. */
  long since(Map<TopicPartition, Long> from) {
    return total(offsets()) - total(from);
  }

  private static long total(Map<TopicPartition, Long> offsets) {
    return offsets.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The sequence number of each record from a position on. */
  long[] numbers(Map<TopicPartition, Long> from) {
    LongStream.Builder found = LongStream.builder();
    Map<TopicPartition, Long> until = offsets();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(until.keySet());
      from.forEach(consumer::seek);
      while (until.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          found.add(sequence.applyAsLong(record.value()));
        }
      }
    }
    return found.build().toArray();
  }

  /** The next offset of each partition. */
  Map<TopicPartition, Long> offsets() {
    try {
      return admin.listOffsets(ends).all().get().entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka does not say how much it has", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while counting", e);
    }
  }
}
