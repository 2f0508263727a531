package io.rivulet.streams.simulation;

import io.rivulet.schemas.serde.AvroSerde;
import io.rivulet.schemas.serde.SerdeFactory;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.streams.ClinicalTopology;
import io.rivulet.streams.StreamsProperties;
import io.rivulet.streams.StreamsRole;
import io.rivulet.streams.TopologyConfig;
import io.rivulet.streams.live.LiveStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The topology on a test driver, with a wall clock and a crash: what was committed survives one,
 * what was stated since is as if it had never been (that is what exactly-once means), and what was
 * delivered since is delivered again.
 */
final class SimulatedStreams implements AutoCloseable {
  private static final String PREFIX = "rivulet.";
  private static final String LIMITS_STORE = "limits-profiles";
  static final Duration HORIZON = Duration.ofMinutes(15);

  /** Fewer courses in memory than there are, so that some are let go and loaded again. */
  static final int LIVE_MAX = 3;

  private record Committed(
      Map<String, List<KeyValue<Object, Object>>> stores,
      Statements statements,
      long deadLetters) {}

  private final StreamsRole role;
  private final List<Delivery> limits = new ArrayList<>();
  private final List<Delivery> sinceCommit = new ArrayList<>();
  private TopologyTestDriver driver;
  private Map<Topic, TestOutputTopic<byte[], byte[]>> outputs = new HashMap<>();
  private TestOutputTopic<byte[], byte[]> deadLetterTopic;
  private Instant now;
  private Committed committed;
  private Statements statements = new Statements();
  private long deadLetters;

  SimulatedStreams(Path stateDirectory, Instant start) {
    role =
        new StreamsRole(
            new TopologyConfig(PREFIX, 1, HORIZON, 10_000, LIVE_MAX),
            "simulation",
            1,
            stateDirectory.toString(),
            Duration.ofMillis(100),
            1,
            Optional.empty(),
            Map.of("bootstrap.servers", "unused:1"));
    now = start;
    open();
    commit();
  }

  private void open() {
    driver =
        new TopologyTestDriver(
            ClinicalTopology.build(role.topology(), new SerdeFactory(Optional.empty())),
            StreamsProperties.of(role),
            now);
    outputs = new HashMap<>();
    Statements.IDENTITY.keySet().forEach(topic -> outputs.put(topic, output(topic)));
    deadLetterTopic =
        driver.createOutputTopic(
            role.deadLetterTopic(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private TestOutputTopic<byte[], byte[]> output(Topic topic) {
    return driver.createOutputTopic(
        topic.kafkaName(PREFIX), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  Statements statements() {
    return statements;
  }

  /** Records set aside so far because they could not be read or processed. */
  long deadLetters() {
    return deadLetters;
  }

  void deliver(Delivery delivery) {
    if (delivery.topic() == Topic.LIMITS) {
      limits.add(delivery);
    } else {
      sinceCommit.add(delivery);
    }
    pipe(delivery);
  }

  /** Lets the wall clock go on, not backwards. */
  void passTo(Instant instant) {
    if (instant.isAfter(now)) {
      driver.advanceWallClockTime(Duration.between(now, instant));
      now = instant;
      collect();
    }
  }

  void pass(Duration duration) {
    passTo(now.plus(duration));
  }

  /** What happened so far survives a crash. */
  void commit() {
    Map<String, List<KeyValue<Object, Object>>> stores = new HashMap<>();
    stores().forEach((name, store) -> stores.put(name, entries(store)));
    committed = new Committed(stores, statements.copy(), deadLetters);
    sinceCommit.clear();
  }

  /** Loses everything since the last commit but the deliveries, which come again. */
  void crash() {
    driver.close();
    open();
    limits.forEach(this::pipe);
    stores()
        .forEach(
            (name, store) ->
                committed.stores.get(name).forEach(entry -> store.put(entry.key, entry.value)));
    statements = committed.statements.copy();
    deadLetters = committed.deadLetters;
    List.copyOf(sinceCommit).forEach(this::pipe);
  }

  private void pipe(Delivery delivery) {
    driver
        .createInputTopic(
            delivery.topic().kafkaName(PREFIX), new StringSerializer(), new ByteArraySerializer())
        .pipeInput(delivery.key(), encode(delivery.record()));
    collect();
  }

  @SuppressWarnings("unchecked")
  private static byte[] encode(SpecificRecord record) {
    return AvroSerde.of((Class<SpecificRecord>) record.getClass()).encode(record);
  }

  private void collect() {
    outputs.forEach(
        (topic, output) ->
            output
                .readKeyValuesToList()
                .forEach(
                    entry ->
                        statements.take(
                            topic, AvroSerde.of(topic.recordClass()).decode(entry.value))));
    deadLetters += deadLetterTopic.readKeyValuesToList().size();
  }

  @SuppressWarnings("unchecked")
  private Map<String, KeyValueStore<Object, Object>> stores() {
    Map<String, KeyValueStore<Object, Object>> stores = new HashMap<>();
    for (Map.Entry<String, StateStore> entry : driver.getAllStateStores().entrySet()) {
      if (!entry.getKey().equals(LIMITS_STORE)) {
        StateStore store =
            entry.getValue() instanceof LiveStore<?> live ? live.stored() : entry.getValue();
        stores.put(entry.getKey(), (KeyValueStore<Object, Object>) store);
      }
    }
    return stores;
  }

  private static List<KeyValue<Object, Object>> entries(KeyValueStore<Object, Object> store) {
    List<KeyValue<Object, Object>> entries = new ArrayList<>();
    try (KeyValueIterator<Object, Object> all = store.all()) {
      all.forEachRemaining(entries::add);
    }
    return entries;
  }

  @Override
  public void close() {
    driver.close();
  }
}
