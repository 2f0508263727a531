package io.rivulet.simulator.replay;

import io.rivulet.schemas.record.DoseUpdateRecord;
import io.rivulet.schemas.record.ExcursionRecord;
import io.rivulet.schemas.record.PressureTallyRecord;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.QuarantineRecord;
import io.rivulet.schemas.record.VitalsSampleRecord;
import io.rivulet.schemas.serde.SerdeFactory;
import io.rivulet.schemas.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads along in Kafka what becomes of a replay's messages, from where the topics ended when it was
 * started, so that what the store says can be held against it. It belongs to no consumer group and
 * commits nothing.
 */
final class PipelineObserver implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PipelineObserver.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration METADATA = Duration.ofSeconds(30);
  private static final long JOIN_MILLIS = 10_000;

  private final Observed observed;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, Consumer<byte[]>> readers = new HashMap<>();
  private final Thread thread;
  private volatile boolean closing;
  private volatile RuntimeException failure;

  private PipelineObserver(ReplayConfig config, SerdeFactory serdes, Observed observed) {
    this.observed = observed;
    Map<String, Object> settings = new HashMap<>(config.kafka());
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    this.consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    read(config, serdes, Topic.PUMP_SAMPLES, PumpSampleRecord.class, this::pump);
    read(config, serdes, Topic.VITALS_SAMPLES, VitalsSampleRecord.class, this::vitals);
    read(config, serdes, Topic.QUARANTINE, QuarantineRecord.class, observed::quarantined);
    read(config, serdes, Topic.DOSE_UPDATES, DoseUpdateRecord.class, observed::dose);
    read(config, serdes, Topic.PRESSURE_TALLIES, PressureTallyRecord.class, observed::tally);
    read(config, serdes, Topic.PRESSURE_EXCURSIONS, ExcursionRecord.class, observed::excursion);
    read(config, serdes, Topic.VITALS_EXCURSIONS, ExcursionRecord.class, observed::excursion);
    this.thread = new Thread(this::run, "replay-observer");
    this.thread.setDaemon(true);
  }

  /**
   * Notes where every topic ends now, and reads on from there.
   *
   * @throws ReplayException where Kafka does not answer or a topic is missing
   */
  static PipelineObserver start(ReplayConfig config, SerdeFactory serdes, Observed observed) {
    PipelineObserver observer = new PipelineObserver(config, serdes, observed);
    try {
      observer.seekToEnds();
    } catch (KafkaException | ReplayException e) {
      observer.consumer.close();
      throw e instanceof ReplayException missing
          ? missing
          : new ReplayException("cannot read along in Kafka: " + e, e);
    }
    observer.thread.start();
    return observer;
  }

  private <T extends SpecificRecord> void read(
      ReplayConfig config,
      SerdeFactory serdes,
      Topic topic,
      Class<T> recordClass,
      Consumer<T> reader) {
    Deserializer<T> deserializer = serdes.serde(recordClass).deserializer();
    String name = topic.kafkaName(config.topicPrefix());
    readers.put(name, bytes -> reader.accept(deserializer.deserialize(name, bytes)));
  }

  private void pump(PumpSampleRecord sample) {
    observed.sample(sample.getDevice(), sample.getSequence());
  }

  private void vitals(VitalsSampleRecord sample) {
    observed.sample(sample.getDevice(), sample.getSequence());
  }

  private void seekToEnds() {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : readers.keySet()) {
      List<PartitionInfo> known = consumer.partitionsFor(topic, METADATA);
      if (known == null || known.isEmpty()) {
        throw new ReplayException(
            "Kafka topic "
                + topic
                + " does not exist; start the bridge or create the topics first");
      }
      known.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    }
    consumer.assign(partitions);
    consumer.endOffsets(partitions, METADATA).forEach(consumer::seek);
  }

  private void run() {
    try (consumer) {
      while (!closing) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          if (record.value() != null) {
            readers.get(record.topic()).accept(record.value());
          }
        }
      }
    } catch (WakeupException e) {
      LOG.debug("replay-observer woken to close");
    } catch (RuntimeException e) {
      failure = e;
      LOG.error("replay-observer stopped", e);
    }
  }

  /**
   * Makes a failure of the reading thread the caller's.
   *
   * @throws ReplayException where the thread has stopped
   */
  void requireHealthy() {
    RuntimeException cause = failure;
    if (cause != null) {
      throw new ReplayException("stopped reading along in Kafka: " + cause, cause);
    }
  }

  @Override
  public void close() {
    closing = true;
    consumer.wakeup();
    try {
      thread.join(JOIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
