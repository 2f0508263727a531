package io.rivulet.simulator.session;

import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.Settings;
import io.rivulet.schemas.record.LimitsProfileRecord;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.serde.SerdeFactory;
import io.rivulet.schemas.topic.LimitsKey;
import io.rivulet.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

/** Records sessions and limits in their topics, acknowledged by every replica in sync. */
public final class KafkaSessionSink implements SessionSink {
  private static final int DELIVERY_TIMEOUT_MILLIS = 30_000;
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final KafkaProducer<byte[], byte[]> producer;
  private final String topicPrefix;
  private final Serializer<SessionEventRecord> events;
  private final Serializer<LimitsProfileRecord> profiles;

  /** A sink on the configured cluster. */
  public static KafkaSessionSink from(Settings settings) {
    return new KafkaSessionSink(
        settings.kafka(),
        settings.get(Catalogue.TOPIC_PREFIX),
        new SerdeFactory(settings.find(Catalogue.SCHEMA_REGISTRY_URL)));
  }

  /** A sink on a cluster without a schema registry. */
  public KafkaSessionSink(Map<String, Object> kafka, String topicPrefix) {
    this(kafka, topicPrefix, new SerdeFactory(Optional.empty()));
  }

  /**
   * A sink on a cluster.
   *
   * @param kafka settings of the Kafka clients
   * @param topicPrefix what topic names begin with
   * @param serdes how records are encoded
   */
  public KafkaSessionSink(Map<String, Object> kafka, String topicPrefix, SerdeFactory serdes) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    // With more, a second batch to a new partition can overtake the first and be refused for long.
    settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MILLIS);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MILLIS / 2);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, DELIVERY_TIMEOUT_MILLIS);
    this.producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    this.topicPrefix = topicPrefix;
    this.events = serdes.serde(SessionEventRecord.class).serializer();
    this.profiles = serdes.serde(LimitsProfileRecord.class).serializer();
  }

  @Override
  public void profile(LimitsProfileRecord profile) throws InterruptedException {
    String topic = Topic.LIMITS.kafkaName(topicPrefix);
    await(
        topic,
        List.of(
            send(
                topic,
                LimitsKey.of(profile.getProfile(), profile.getVersion()),
                profiles.serialize(topic, profile))));
  }

  @Override
  public void events(List<SessionEventRecord> recorded) throws InterruptedException {
    String topic = Topic.SESSIONS.kafkaName(topicPrefix);
    List<Future<RecordMetadata>> sent = new ArrayList<>(recorded.size());
    for (SessionEventRecord event : recorded) {
      sent.add(send(topic, event.getSession(), events.serialize(topic, event)));
    }
    await(topic, sent);
  }

  private Future<RecordMetadata> send(String topic, String key, byte[] value) {
    try {
      return producer.send(
          new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value));
    } catch (KafkaException e) {
      throw new SessionSinkException("cannot record " + key + " in topic " + topic + ": " + e, e);
    }
  }

  private static void await(String topic, List<Future<RecordMetadata>> sent)
      throws InterruptedException {
    try {
      for (Future<RecordMetadata> future : sent) {
        RecordMetadata unused = future.get(2L * DELIVERY_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new SessionSinkException("topic " + topic + " did not take a record: " + e, e);
    }
  }

  @Override
  public void close() {
    producer.close(CLOSE);
  }
}
