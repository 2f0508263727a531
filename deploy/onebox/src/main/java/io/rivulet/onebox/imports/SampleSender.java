package io.rivulet.onebox.imports;

import io.rivulet.schemas.payload.RefusedPayloadException;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.VitalsSampleRecord;
import io.rivulet.schemas.serde.SerdeFactory;
import io.rivulet.simulator.trace.PlannedMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Writes samples to the topics that the bridge writes to, each device's in their order. What is not
 * acknowledged yet is bounded by the producer's buffer: then sending waits.
 */
final class SampleSender implements AutoCloseable {
  private static final int DELIVERY_TIMEOUT_MILLIS = 60_000;
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final KafkaProducer<byte[], byte[]> producer;
  private final String topicPrefix;
  private final Serializer<PumpSampleRecord> pumps;
  private final Serializer<VitalsSampleRecord> vitals;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  SampleSender(Map<String, Object> kafka, String topicPrefix, SerdeFactory serdes) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    // With more, a second batch to a new partition can overtake the first and be refused for long.
    settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MILLIS);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, DELIVERY_TIMEOUT_MILLIS);
    this.producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    this.topicPrefix = topicPrefix;
    this.pumps = serdes.serde(PumpSampleRecord.class).serializer();
    this.vitals = serdes.serde(VitalsSampleRecord.class).serializer();
  }

  /**
   * Sends a sample.
   *
   * @throws ImportException where Kafka does not take it, or did not take an earlier one
   */
  void send(PlannedMessage message, Instant received) {
    requireTaken();
    String topic = SampleMapping.topic(message).kafkaName(topicPrefix);
    try {
      byte[] value = encode(topic, SampleMapping.record(message, received));
      byte[] key = message.device().value().getBytes(StandardCharsets.UTF_8);
      var unused =
          producer.send(
              new ProducerRecord<>(topic, key, value),
              (metadata, trouble) -> failure.compareAndSet(null, trouble));
    } catch (RefusedPayloadException e) {
      throw new IllegalStateException("a sample was checked and is refused now", e);
    } catch (KafkaException e) {
      throw new ImportException("topic " + topic + " does not take samples: " + e, e);
    }
  }

  private byte[] encode(String topic, SpecificRecord sample) {
    return sample instanceof PumpSampleRecord pump
        ? pumps.serialize(topic, pump)
        : vitals.serialize(topic, (VitalsSampleRecord) sample);
  }

  /**
   * Waits until every sample is kept.
   *
   * @throws ImportException where one is not
   */
  void flush() {
    producer.flush();
    requireTaken();
  }

  private void requireTaken() {
    Exception trouble = failure.get();
    if (trouble != null) {
      throw new ImportException(
          "Kafka did not take a sample: "
              + trouble
              + "; import the file again, what is there stays",
          trouble);
    }
  }

  @Override
  public void close() {
    producer.close(CLOSE);
  }
}
