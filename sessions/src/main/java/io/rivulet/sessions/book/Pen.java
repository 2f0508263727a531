package io.rivulet.sessions.book;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The right to write, which one desk of an installation has at a time: Kafka gives it to whoever
 * asked for the transactional id last, and refuses the others. Confined to one thread at a time.
 */
final class Pen implements AutoCloseable {
  private static final int TRANSACTION_TIMEOUT_MILLIS = 15_000;
  private static final int DELIVERY_TIMEOUT_MILLIS = 10_000;
  private static final int REQUEST_TIMEOUT_MILLIS = 5_000;
  private static final Duration CLOSE = Duration.ofSeconds(2);

  /** Thrown where somebody else has the pen now, or where it is not known what was written. */
  static final class LostException extends Exception {
    private static final long serialVersionUID = 1L;

    LostException(Throwable cause) {
      super(cause.toString(), cause);
    }
  }

  private final Map<String, Object> properties;
  private Optional<Producer<byte[], byte[]>> producer = Optional.empty();

  Pen(Map<String, Object> kafka, String transactionalId) {
    properties = new HashMap<>(kafka);
    properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MILLIS);
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MILLIS);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, DELIVERY_TIMEOUT_MILLIS);
    properties.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, "rivulet-session-desk");
  }

  boolean held() {
    return producer.isPresent();
  }

  /**
   * Takes the pen from whoever has it. What that one had begun is by then committed or aborted.
   *
   * @throws DeskUnavailableException where Kafka does not give it
   */
  void take() {
    Producer<byte[], byte[]> taken =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    try {
      taken.initTransactions();
      producer = Optional.of(taken);
    } catch (KafkaException e) {
      taken.close(Duration.ZERO);
      throw new DeskUnavailableException("Kafka does not take transactions now: " + e, e);
    }
  }

  /**
   * Writes all of these or none.
   *
   * @return behind which offset of each partition they stand; Kafka may show them to readers only a
   *     moment after this returns
   * @throws LostException where that is not known; the pen has to be taken again, and the topics
   *     read, to know
   */
  Map<TopicPartition, Long> write(List<ProducerRecord<byte[], byte[]>> records)
      throws LostException {
    Producer<byte[], byte[]> held = producer.orElseThrow();
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try {
      held.beginTransaction();
      // A record that fails lets the commit fail.
      records.forEach(record -> sent.add(held.send(record)));
      held.commitTransaction();
      Map<TopicPartition, Long> behind = new HashMap<>();
      for (Future<RecordMetadata> one : sent) {
        RecordMetadata record = one.get();
        behind.merge(
            new TopicPartition(record.topic(), record.partition()), record.offset() + 1, Math::max);
      }
      return behind;
    } catch (KafkaException | ExecutionException e) {
      drop();
      throw new LostException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      drop();
      throw new LostException(e);
    }
  }

  /** Lets go of it without waiting for anything. */
  void drop() {
    producer.ifPresent(held -> held.close(Duration.ZERO));
    producer = Optional.empty();
  }

  @Override
  public void close() {
    producer.ifPresent(held -> held.close(CLOSE));
    producer = Optional.empty();
  }
}
