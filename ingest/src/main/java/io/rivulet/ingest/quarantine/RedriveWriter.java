package io.rivulet.ingest.quarantine;

import io.rivulet.ingest.admission.Outcome;
import io.rivulet.ingest.kafka.KafkaTarget;
import io.rivulet.schemas.record.DeviceStatusRecord;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.QuarantineRecord;
import io.rivulet.schemas.record.VitalsSampleRecord;
import io.rivulet.schemas.serde.SerdeFactory;
import io.rivulet.schemas.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes admitted messages, each together with the mark that it was redriven, in transactions: a
 * message is in its topic exactly if it is marked.
 *
 * <p>All redrives of an installation share one transactional id. A second one that starts ends the
 * first at its next transaction, and, opened before reading, sees all that the first has done: two
 * people cannot redrive the same message by accident.
 */
final class RedriveWriter implements AutoCloseable {
  private static final long BUFFER_BYTES = 64L * 1024 * 1024;
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final Producer<String, byte[]> producer;
  private final String topicPrefix;
  private final Map<Topic, Serializer<? extends SpecificRecord>> serializers =
      new EnumMap<>(Topic.class);

  private RedriveWriter(
      Producer<String, byte[]> producer, String topicPrefix, SerdeFactory serdes) {
    this.producer = producer;
    this.topicPrefix = topicPrefix;
    serializers.put(Topic.PUMP_SAMPLES, serdes.serde(PumpSampleRecord.class).serializer());
    serializers.put(Topic.VITALS_SAMPLES, serdes.serde(VitalsSampleRecord.class).serializer());
    serializers.put(Topic.DEVICE_STATUS, serdes.serde(DeviceStatusRecord.class).serializer());
    serializers.put(Topic.QUARANTINE, serdes.serde(QuarantineRecord.class).serializer());
  }

  /**
   * Opens a writer and ends any other of this installation.
   *
   * @throws QuarantineException where Kafka does not answer or does not allow it
   */
  static RedriveWriter open(KafkaTarget target) {
    Map<String, Object> properties = new HashMap<>(target.producerProperties(BUFFER_BYTES));
    String transactionalId = target.topicPrefix() + "quarantine-redrive";
    properties.putIfAbsent("client.id", "rivulet-quarantine");
    properties.put("transactional.id", transactionalId);
    // What a killed redrive leaves open holds up everybody who reads these topics.
    properties.put("transaction.timeout.ms", "15000");
    RedriveWriter writer =
        new RedriveWriter(
            new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer()),
            target.topicPrefix(),
            new SerdeFactory(target.registryUrl()));
    try {
      writer.producer.initTransactions();
      return writer;
    } catch (RuntimeException e) {
      writer.close();
      throw new QuarantineException(
          "Kafka does not give out the transactional id " + transactionalId + ": " + e, e);
    }
  }

  /**
   * Writes all of these and their marks, or nothing.
   *
   * @throws QuarantineException where Kafka did not take them, or another redrive has begun
   */
  void write(List<Verdict.Admitted> batch, String by, Instant now) {
    try {
      producer.beginTransaction();
      for (Verdict.Admitted admitted : batch) {
        String topic = topicOf(admitted.outcome());
        send(admitted.outcome());
        send(new Outcome.Refused(RedriveRules.mark(admitted, topic, by, now)));
      }
      producer.commitTransaction();
    } catch (ProducerFencedException | InvalidProducerEpochException e) {
      throw new QuarantineException(
          "another redrive has begun and ended this one; what this one has reported is done, the"
              + " rest is as it was",
          e);
    } catch (RuntimeException e) {
      abort();
      throw new QuarantineException(
          "Kafka did not take a transaction of %d messages: %s; quarantine list says what is done, and fewer at once may find the one it does not take"
              .formatted(batch.size(), e),
          e);
    }
  }

  /** The name of the topic that takes it. */
  String topicOf(Outcome outcome) {
    return outcome.topic().kafkaName(topicPrefix);
  }

  private void send(Outcome outcome) {
    String topic = topicOf(outcome);
    // A record that fails lets the commit fail. The same key as the delivery's, so that the mark
    // comes after it in the same partition.
    var unused = producer.send(new ProducerRecord<>(topic, outcome.key(), encode(topic, outcome)));
  }

  @SuppressWarnings("unchecked")
  private byte[] encode(String topic, Outcome outcome) {
    Serializer<SpecificRecord> serializer =
        (Serializer<SpecificRecord>) serializers.get(outcome.topic());
    return serializer.serialize(topic, outcome.record());
  }

  private void abort() {
    try {
      producer.abortTransaction();
    } catch (KafkaException alreadyEnding) {
      // Kafka ends it when its time is over; what matters is thrown by the caller.
    }
  }

  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
    serializers.values().forEach(Serializer::close);
  }
}
