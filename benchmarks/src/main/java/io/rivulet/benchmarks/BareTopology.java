package io.rivulet.benchmarks;

import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.Settings;
import io.rivulet.schemas.topic.Topic;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * The least a stateful topology does: one get and one put in RocksDB a record, with a changelog,
 * and the same guarantee, thread and commit interval as the clinical one. No output.
 */
final class BareTopology implements AutoCloseable {
  private static final String STORE = "latest";

  private final KafkaStreams streams;
  private final AtomicLong processed;

  private BareTopology(KafkaStreams streams, AtomicLong processed) {
    this.streams = streams;
    this.processed = processed;
  }

  static BareTopology start(Settings settings) {
    AtomicLong processed = new AtomicLong();
    Topology topology =
        new Topology()
            .addSource(
                "samples",
                Serdes.ByteArray().deserializer(),
                Serdes.ByteArray().deserializer(),
                Topic.PUMP_SAMPLES.kafkaName(settings.get(Catalogue.TOPIC_PREFIX)),
                Topic.VITALS_SAMPLES.kafkaName(settings.get(Catalogue.TOPIC_PREFIX)))
            .addProcessor("keep", () -> new Keep(processed), "samples")
            .addStateStore(
                Stores.keyValueStoreBuilder(
                    Stores.persistentKeyValueStore(STORE), Serdes.ByteArray(), Serdes.ByteArray()),
                "keep");
    KafkaStreams streams = new KafkaStreams(topology, properties(settings));
    streams.start();
    return new BareTopology(streams, processed);
  }

  private static Properties properties(Settings settings) {
    Properties properties = new Properties();
    properties.putAll(settings.kafka());
    properties.put(
        StreamsConfig.APPLICATION_ID_CONFIG,
        settings.get(Catalogue.STREAMS_APPLICATION_ID) + "-bare");
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(
        StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.get(Catalogue.STREAMS_THREADS));
    properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.get(Catalogue.STREAMS_STATE_DIRECTORY));
    properties.put(
        StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
        settings.get(Catalogue.STREAMS_COMMIT_INTERVAL).toMillis());
    properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), "5");
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), "1");
    return properties;
  }

  /** Records processed so far. */
  long processed() {
    return processed.get();
  }

  @Override
  public void close() {
    if (!streams.close(Duration.ofSeconds(30))) {
      throw new IllegalStateException("the bare topology did not stop within 30 s");
    }
  }

  private static final class Keep implements Processor<byte[], byte[], Void, Void> {
    private final AtomicLong processed;
    private KeyValueStore<byte[], byte[]> store;

    Keep(AtomicLong processed) {
      this.processed = processed;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
      store = context.getStateStore(STORE);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      byte[] before = store.get(record.key());
      if (before != record.value()) {
        store.put(record.key(), record.value());
      }
      processed.incrementAndGet();
    }
  }
}
