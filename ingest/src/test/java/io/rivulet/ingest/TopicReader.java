package io.rivulet.ingest;

import io.rivulet.schemas.serde.AvroSerde;
import io.rivulet.schemas.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic from its beginning and keeps what it has read. */
public final class TopicReader<T extends SpecificRecord> implements AutoCloseable {
  private final KafkaConsumer<String, byte[]> consumer;
  private final AvroSerde<T> serde;
  private final List<T> records = new ArrayList<>();
  private final List<String> keys = new ArrayList<>();

  TopicReader(String bootstrapServers, Topic topic, Class<T> recordClass) {
    serde = AvroSerde.of(recordClass);
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic.kafkaName(Servers.PREFIX)).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
  }

  /** Everything there is so far. */
  List<T> read() {
    for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
      records.add(serde.decode(record.value()));
      keys.add(record.key());
    }
    return List.copyOf(records);
  }

  List<String> keys() {
    return List.copyOf(keys);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
