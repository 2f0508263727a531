package io.rivulet.ingest.quarantine;

import io.rivulet.ingest.kafka.KafkaTarget;
import io.rivulet.schemas.record.QuarantineRecord;
import io.rivulet.schemas.serde.SerdeFactory;
import io.rivulet.schemas.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads the quarantine topic: what is committed, up to the end as it was when reading began. Holds
 * no payloads: {@link #scan} keeps what an {@link Entry} has, for at most {@link #CAPACITY} things,
 * and {@link #fetch} goes back for the few payloads that are needed. Gives up when Kafka sends
 * nothing for 30 s. One thread's.
 */
public final class QuarantineReader implements AutoCloseable {
  /** Things held at once: some 200 MB where every detail is at its longest. */
  public static final int CAPACITY = 200_000;

  private static final long SILENCE_LIMIT_NANOS = Duration.ofSeconds(30).toNanos();
  private static final Duration POLL = Duration.ofMillis(500);

  /** A wanted record further away than this is sought, not read up to. */
  private static final long SEEK_DISTANCE = 2_000;

  private final Consumer<byte[], byte[]> consumer;
  private final Deserializer<QuarantineRecord> deserializer;
  private final String topic;
  private final int capacity;

  private QuarantineReader(
      Consumer<byte[], byte[]> consumer,
      Deserializer<QuarantineRecord> deserializer,
      String topic,
      int capacity) {
    this.consumer = consumer;
    this.deserializer = deserializer;
    this.topic = topic;
    this.capacity = capacity;
  }

  /** Opens a reader; nothing is asked of Kafka before the first scan. */
  public static QuarantineReader open(KafkaTarget target) {
    return open(target, CAPACITY);
  }

  static QuarantineReader open(KafkaTarget target, int capacity) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("client.id", "rivulet-quarantine");
    properties.put("default.api.timeout.ms", "20000");
    properties.put("request.timeout.ms", "10000");
    properties.put("max.poll.records", "1000");
    properties.putAll(target.client());
    properties.remove("group.id");
    properties.put("enable.auto.commit", "false");
    properties.put("isolation.level", "read_committed");
    // Retention may take the oldest away while they are read.
    properties.put("auto.offset.reset", "earliest");
    // A mistyped prefix must not make a topic.
    properties.put("allow.auto.create.topics", "false");
    return new QuarantineReader(
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
        new SerdeFactory(target.registryUrl()).serde(QuarantineRecord.class).deserializer(),
        Topic.QUARANTINE.kafkaName(target.topicPrefix()),
        capacity);
  }

  /**
   * Reads the whole topic once.
   *
   * @throws QuarantineException where the topic is not there or Kafka stops answering
   */
  public Snapshot scan(QuarantineFilter filter) {
    QuarantineFold fold = new QuarantineFold(filter, capacity);
    List<TopicPartition> partitions = partitions();
    consumer.assign(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    consumer.seekToBeginning(partitions);
    long heardNanos = System.nanoTime();
    long before = -1;
    while (true) {
      long left = ends.keySet().stream().mapToLong(p -> left(p, ends.get(p))).sum();
      if (left == 0) {
        return fold.snapshot();
      }
      heardNanos = left == before ? requireHeard(heardNanos) : System.nanoTime();
      before = left;
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.offset() < ends.get(partition(record))) {
          read(record)
              .ifPresentOrElse(value -> fold.add(value, position(record)), fold::addUnreadable);
        }
      }
    }
  }

  private long left(TopicPartition partition, long end) {
    return Math.max(0, end - consumer.position(partition));
  }

  /**
   * Reads the records of these entries, of each partition in order, and hands over each that is
   * still there.
   *
   * @throws QuarantineException where Kafka stops answering
   */
  public void fetch(Collection<Entry> entries, BiConsumer<Entry, QuarantineRecord> taker) {
    Map<Integer, List<Entry>> byPartition =
        entries.stream()
            .sorted(Comparator.comparingLong(entry -> entry.position().offset()))
            .collect(Collectors.groupingBy(entry -> entry.position().partition()));
    byPartition.forEach(
        (partition, wanted) -> fetch(new TopicPartition(topic, partition), wanted, taker));
  }

  private void fetch(
      TopicPartition partition, List<Entry> wanted, BiConsumer<Entry, QuarantineRecord> taker) {
    consumer.assign(List.of(partition));
    consumer.seek(partition, wanted.get(0).position().offset());
    long heardNanos = System.nanoTime();
    int next = 0;
    while (next < wanted.size()) {
      if (wanted.get(next).position().offset() - consumer.position(partition) > SEEK_DISTANCE) {
        consumer.seek(partition, wanted.get(next).position().offset());
      }
      long before = consumer.position(partition);
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        next = skipTo(wanted, next, record.offset());
        if (next < wanted.size() && wanted.get(next).position().offset() == record.offset()) {
          Entry entry = wanted.get(next);
          read(record).ifPresent(value -> taker.accept(entry, value));
          next++;
        }
      }
      next = skipTo(wanted, next, consumer.position(partition));
      heardNanos =
          consumer.position(partition) == before ? requireHeard(heardNanos) : System.nanoTime();
    }
  }

  private static int skipTo(List<Entry> wanted, int from, long offset) {
    int next = from;
    while (next < wanted.size() && wanted.get(next).position().offset() < offset) {
      next++;
    }
    return next;
  }

  private long requireHeard(long heardNanos) {
    if (System.nanoTime() - heardNanos > SILENCE_LIMIT_NANOS) {
      throw new QuarantineException(
          "Kafka sent nothing of topic "
              + topic
              + " for 30 s; ./rivulet doctor looks at the connection");
    }
    return heardNanos;
  }

  private List<TopicPartition> partitions() {
    List<PartitionInfo> infos;
    try {
      infos = consumer.partitionsFor(topic);
    } catch (TimeoutException e) {
      throw new QuarantineException(
          "Kafka does not say where topic "
              + topic
              + " is; ./rivulet doctor looks at the connection",
          e);
    }
    if (infos == null || infos.isEmpty()) {
      throw new QuarantineException(
          "topic "
              + topic
              + " is not there: either no bridge has run against this Kafka, or topic.prefix is"
              + " another");
    }
    List<TopicPartition> partitions = new ArrayList<>();
    infos.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    return partitions;
  }

  /** Empty where no reader understands it; a registry that is away is an exception. */
  private Optional<QuarantineRecord> read(ConsumerRecord<byte[], byte[]> record) {
    try {
      return Optional.ofNullable(deserializer.deserialize(topic, record.value()));
    } catch (SerializationException e) {
      return Optional.empty();
    }
  }

  private static TopicPartition partition(ConsumerRecord<?, ?> record) {
    return new TopicPartition(record.topic(), record.partition());
  }

  private static Position position(ConsumerRecord<?, ?> record) {
    return new Position(record.partition(), record.offset());
  }

  @Override
  public void close() {
    consumer.close();
    deserializer.close();
  }
}
