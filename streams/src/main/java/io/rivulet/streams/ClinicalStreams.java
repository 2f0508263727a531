package io.rivulet.streams;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.rivulet.runtime.health.Readiness;
import io.rivulet.schemas.serde.SerdeFactory;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.schemas.topic.TopicProvisioner;
import io.rivulet.streams.deadletter.DeadLetterHandler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running topology of one process. */
public final class ClinicalStreams implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClinicalStreams.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);
  private static final long ADMIN_TIMEOUT_SECONDS = 30;
  private static final int SESSION_TIMEOUT_MILLIS = 10_000;

  private final KafkaStreams streams;
  private final KafkaStreamsMetrics metrics;

  private ClinicalStreams(KafkaStreams streams, KafkaStreamsMetrics metrics) {
    this.streams = streams;
    this.metrics = metrics;
  }

  /**
   * Creates the topics that are missing, checks that their partitions agree, and starts.
   *
   * @throws IllegalStateException where Kafka does not answer or the topics do not fit together
   */
  public static ClinicalStreams start(StreamsRole role, MeterRegistry registry) {
    try (Admin admin = Admin.create(role.kafka())) {
      TopicProvisioner.ensure(
          admin, role.topology().topicPrefix(), role.topology().partitions(), role.replicas());
      ensureDeadLetters(admin, role);
      requireSamePartitions(admin, role.topology());
    }
    KafkaStreams streams =
        new KafkaStreams(
            ClinicalTopology.build(role.topology(), new SerdeFactory(role.registryUrl())),
            properties(role));
    streams.setUncaughtExceptionHandler(
        failure -> {
          LOG.error("a stream thread failed and is replaced", failure);
          return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
    KafkaStreamsMetrics metrics = new KafkaStreamsMetrics(streams);
    metrics.bindTo(registry);
    streams.start();
    return new ClinicalStreams(streams, metrics);
  }

  /** The Kafka Streams settings of a role, for whoever runs the topology by other means. */
  public static Properties properties(StreamsRole role) {
    Properties properties = new Properties();
    properties.putAll(role.kafka());
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, role.applicationId());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, role.threads());
    properties.put(StreamsConfig.STATE_DIR_CONFIG, role.stateDirectory());
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, role.commitInterval().toMillis());
    properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, role.replicas());
    properties.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.NO_OPTIMIZATION);
    // A session recorded before streams first ran still counts.
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), "5");
    // A killed process is missed after this time; until then its partitions wait. Kafka's 45 s is
    // too long for a telemetry path whose processes are restarted in seconds.
    properties.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MILLIS);
    // With more in flight, the second batch of a transaction can overtake the first while the
    // broker still verifies it, is refused as out of sequence and sent again: slower, and loud.
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), "1");
    properties.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
    properties.put(
        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
    // The thread that fills the store of limits asks for this by itself.
    properties.put("processing.exception.handler.global.enabled", true);
    properties.put(
        StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, role.deadLetterTopic());
    return properties;
  }

  private static void ensureDeadLetters(Admin admin, StreamsRole role) {
    NewTopic topic = new NewTopic(role.deadLetterTopic(), 1, (short) role.replicas());
    await(
        admin
            .createTopics(List.of(topic.configs(Topic.QUARANTINE.config())))
            .all()
            .toCompletionStage()
            .toCompletableFuture()
            .handle(
                (done, failure) -> {
                  if (failure != null && !(failure instanceof TopicExistsException)) {
                    throw new IllegalStateException("cannot create " + topic.name(), failure);
                  }
                  return done;
                }));
  }

  private static void requireSamePartitions(Admin admin, TopologyConfig config) {
    List<String> names =
        List.of(
            Topic.PUMP_SAMPLES.kafkaName(config.topicPrefix()),
            Topic.VITALS_SAMPLES.kafkaName(config.topicPrefix()),
            Topic.DEVICE_STATUS.kafkaName(config.topicPrefix()),
            Topic.SESSIONS.kafkaName(config.topicPrefix()));
    Map<String, org.apache.kafka.clients.admin.TopicDescription> found =
        await(
            admin.describeTopics(names).allTopicNames().toCompletionStage().toCompletableFuture());
    found.forEach(
        (name, description) -> {
          if (description.partitions().size() != config.partitions()) {
            throw new IllegalStateException(
                "topic "
                    + name
                    + " has "
                    + description.partitions().size()
                    + " partitions and topic.partitions is "
                    + config.partitions()
                    + "; a device's samples and bindings would not meet: make them agree");
          }
        });
  }

  private static <T> T await(java.util.concurrent.CompletableFuture<T> future) {
    try {
      return future.get(ADMIN_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking Kafka", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("Kafka did not answer: " + e, e);
    }
  }

  /** Whether every thread runs. */
  public Readiness health() {
    KafkaStreams.State state = streams.state();
    return new Readiness(
        state == KafkaStreams.State.RUNNING,
        state.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '));
  }

  @Override
  public void close() {
    metrics.close();
    if (!streams.close(CLOSE_TIMEOUT)) {
      LOG.warn("streams did not stop within {}", CLOSE_TIMEOUT);
    }
  }
}
