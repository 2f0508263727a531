package io.rivulet.onebox.faults;

import io.rivulet.schemas.serde.AvroSerde;
import io.rivulet.schemas.topic.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Everything that a bridge writes, read from the beginning. */
final class FuzzArrivals implements AutoCloseable {
  private final KafkaConsumer<String, byte[]> consumer;
  private final Map<String, AvroSerde<? extends SpecificRecord>> serdes = new HashMap<>();
  private final Outcomes outcomes = new Outcomes();

  FuzzArrivals(String bootstrapServers, String prefix) {
    for (Topic topic :
        List.of(Topic.PUMP_SAMPLES, Topic.VITALS_SAMPLES, Topic.DEVICE_STATUS, Topic.QUARANTINE)) {
      serdes.put(topic.kafkaName(prefix), AvroSerde.of(topic.recordClass()));
    }
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "auto.offset.reset", "earliest",
                "max.poll.records", "10000",
                "enable.auto.commit", "false"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(serdes.keySet().stream().flatMap(this::partitions).toList());
  }

  private Stream<TopicPartition> partitions(String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(info -> new TopicPartition(info.topic(), info.partition()));
  }

  /** Reads on, as far as there is something. */
  void poll() {
    ConsumerRecords<String, byte[]> records;
    do {
      records = consumer.poll(Duration.ofMillis(200));
      for (ConsumerRecord<String, byte[]> record : records) {
        outcomes.add(serdes.get(record.topic()).decode(record.value()));
      }
    } while (!records.isEmpty());
  }

  /** What was read so far. */
  Outcomes outcomes() {
    return outcomes;
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }
}
