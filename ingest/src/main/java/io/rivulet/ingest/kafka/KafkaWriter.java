package io.rivulet.ingest.kafka;

import io.rivulet.ingest.admission.Outcome;
import io.rivulet.schemas.payload.PayloadCodec;
import io.rivulet.schemas.serde.SerdeFactory;
import io.rivulet.schemas.topic.Topic;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes outcomes to Kafka: acknowledged by every replica in sync, without duplicates of its own.
 */
public final class KafkaWriter implements AutoCloseable {
  static final Topic[] TOPICS = {
    Topic.PUMP_SAMPLES, Topic.VITALS_SAMPLES, Topic.DEVICE_STATUS, Topic.QUARANTINE
  };

  private static final long RECORD_OVERHEAD_BYTES = 4096;
  private static final long MIN_BUFFER_BYTES = 32L * 1024 * 1024;

  /** Told once what became of a record, on a thread that must not be held up. */
  public interface Completion {
    /** Kafka stored it. */
    void stored();

    /** This record cannot be stored as it is, whatever is tried. */
    void refused(Exception cause);

    /** Kafka did not store it in time, or does not say. */
    void failed(Exception cause);
  }

  private final Producer<String, byte[]> producer;
  private final Map<Topic, Encoder<?>> encoders = new EnumMap<>(Topic.class);

  private record Encoder<T extends SpecificRecord>(
      String kafkaTopic, Class<T> recordClass, Serializer<T> serializer) {
    static <T extends SpecificRecord> Encoder<T> of(
        String kafkaTopic, Class<T> recordClass, SerdeFactory serdes) {
      return new Encoder<>(kafkaTopic, recordClass, serdes.serde(recordClass).serializer());
    }

    byte[] encode(SpecificRecord record) {
      return serializer.serialize(kafkaTopic, recordClass.cast(record));
    }
  }

  private KafkaWriter(Producer<String, byte[]> producer, String topicPrefix, SerdeFactory serdes) {
    this.producer = producer;
    for (Topic topic : TOPICS) {
      encoders.put(topic, Encoder.of(topic.kafkaName(topicPrefix), topic.recordClass(), serdes));
    }
  }

  /**
   * Opens a writer and learns where the topics are, so that the first records need not wait.
   *
   * @param roomRecords how many records it must have room for at once
   * @throws KafkaException where Kafka does not answer or a topic is missing
   */
  static KafkaWriter open(KafkaTarget target, int roomRecords) {
    long room = (long) roomRecords * (PayloadCodec.MAX_BYTES + RECORD_OVERHEAD_BYTES);
    KafkaWriter writer =
        new KafkaWriter(
            new KafkaProducer<>(
                target.producerProperties(Math.max(MIN_BUFFER_BYTES, room)),
                new StringSerializer(),
                new ByteArraySerializer()),
            target.topicPrefix(),
            new SerdeFactory(target.registryUrl()));
    try {
      for (Topic topic : TOPICS) {
        writer.producer.partitionsFor(topic.kafkaName(target.topicPrefix()));
      }
      return writer;
    } catch (RuntimeException e) {
      writer.close();
      throw e;
    }
  }

  /** Hands a record over. Returns soon: room for everything in flight was set aside. */
  public void write(Outcome outcome, Completion completion) {
    Encoder<?> encoder = encoders.get(outcome.topic());
    byte[] value;
    try {
      value = encoder.encode(outcome.record());
    } catch (RuntimeException e) {
      // A registry that is away is no fault of the record's.
      report(e, completion);
      return;
    }
    try {
      var unused =
          producer.send(
              new ProducerRecord<>(encoder.kafkaTopic(), outcome.key(), value),
              (metadata, failure) -> report(failure, completion));
    } catch (RuntimeException e) {
      report(e, completion);
    }
  }

  private static void report(Exception failure, Completion completion) {
    if (failure == null) {
      completion.stored();
    } else if (isOfTheRecord(failure)) {
      completion.refused(failure);
    } else {
      completion.failed(failure);
    }
  }

  /** Whether trying again could never help. */
  private static boolean isOfTheRecord(Exception failure) {
    return failure instanceof RecordTooLargeException
        || failure instanceof RecordBatchTooLargeException
        || failure instanceof InvalidRecordException
        || failure instanceof InvalidTimestampException
        || failure instanceof SerializationException;
  }

  /** Gives up what is still on its way; whoever sent it is told that it failed. */
  @Override
  public void close() {
    producer.close(Duration.ZERO);
    encoders.values().forEach(encoder -> encoder.serializer().close());
  }
}
