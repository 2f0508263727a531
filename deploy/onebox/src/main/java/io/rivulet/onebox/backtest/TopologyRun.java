package io.rivulet.onebox.backtest;

import io.rivulet.schemas.record.LimitsProfileRecord;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.record.VitalsSampleRecord;
import io.rivulet.schemas.serde.AvroSerde;
import io.rivulet.schemas.serde.SerdeFactory;
import io.rivulet.schemas.topic.LimitsKey;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.streams.ClinicalStreams;
import io.rivulet.streams.ClinicalTopology;
import io.rivulet.streams.StreamsRole;
import io.rivulet.streams.TopologyConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;

/**
 * The clinical topology, as it runs in production, over what arrived for one session, with one set
 * of limits. There is no broker: the driver hands records over within this thread, and the wall
 * clock is what the arrivals say. Not safe for use by several threads.
 */
final class TopologyRun implements AutoCloseable {
  /** How often the rules that need the wall clock look, and how long results may be held back. */
  private static final Duration TICK = Duration.ofSeconds(1);

  /**
   * A longer gap is gone through in so many steps, so that a quiet month costs no more than an
   * hour.
   */
  private static final int TICKS_MAX = 3_600;

  /** What the driver keeps of produced records is let go after so many inputs. */
  private static final int DRAIN_EVERY = 256;

  private final String prefix;
  private final TopologyTestDriver driver;
  private final Map<Topic, TestInputTopic<String, SpecificRecord>> inputs =
      new EnumMap<>(Topic.class);
  private final Map<String, TestOutputTopic<byte[], byte[]>> outputs = new HashMap<>();
  private final Stated stated;
  private Instant now;
  private int sinceDrained;

  /**
   * Builds the topology.
   *
   * @param configured as the streams role has it; one partition is used
   * @param folder for state, empty; the caller removes it
   * @param start the wall clock before the first arrival
   */
  TopologyRun(TopologyConfig configured, Path folder, Instant start) {
    // The wall clock of a backtest is not the one that its samples were received by.
    TopologyConfig topology = configured.withoutWatch();
    this.prefix = topology.topicPrefix();
    this.now = start;
    StreamsRole role =
        new StreamsRole(
            topology,
            "rivulet-backtest",
            1,
            folder.toString(),
            Duration.ofMillis(100),
            1,
            Optional.empty(),
            Map.of("bootstrap.servers", "none:1"));
    this.stated = new Stated(prefix, role.deadLetterTopic());
    this.driver =
        new TopologyTestDriver(
            ClinicalTopology.build(topology, new SerdeFactory(Optional.empty())),
            properties(role),
            start);
  }

  /**
   * As in production, but for transactions: the driver forgets what was set aside in one that no
   * record has ended, and it would not be counted.
   */
  private static Properties properties(StreamsRole role) {
    Properties properties = ClinicalStreams.properties(role);
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    return properties;
  }

  /** Makes a version of a limits profile known. */
  void limits(LimitsProfileRecord limits) {
    pipe(Topic.LIMITS, LimitsKey.of(limits.getProfile(), limits.getVersion()), limits);
  }

  /** Lets the clock go on to when something arrived, and hands it over. */
  void take(Arrival arrival) {
    clockTo(arrival.time());
    SpecificRecord record = arrival.record();
    if (record instanceof SessionEventRecord event) {
      pipe(Topic.SESSIONS, event.getSession(), event);
    } else if (record instanceof PumpSampleRecord sample) {
      pipe(Topic.PUMP_SAMPLES, sample.getDevice(), sample);
    } else if (record instanceof VitalsSampleRecord sample) {
      pipe(Topic.VITALS_SAMPLES, sample.getDevice(), sample);
    } else {
      throw new IllegalArgumentException(
          record.getSchema().getName() + " is nothing that the topology reads");
    }
  }

  /** Lets held results come out, and returns what stands. */
  Stated finish() {
    clockTo(now.plus(TICK).plus(TICK));
    drain();
    return stated;
  }

  private void clockTo(Instant time) {
    long aheadMillis = Duration.between(now, time).toMillis();
    // Rules look once a second: going on by less than a tenth of that changes nothing.
    if (aheadMillis < TICK.toMillis() / 10) {
      return;
    }
    long stepMillis = Math.max(TICK.toMillis(), aheadMillis / TICKS_MAX);
    for (long left = aheadMillis; left > 0; left -= stepMillis) {
      driver.advanceWallClockTime(Duration.ofMillis(Math.min(stepMillis, left)));
    }
    now = now.plusMillis(aheadMillis);
  }

  private void pipe(Topic topic, String key, SpecificRecord record) {
    inputs.computeIfAbsent(topic, this::input).pipeInput(key, record);
    sinceDrained++;
    if (sinceDrained >= DRAIN_EVERY) {
      drain();
    }
  }

  @SuppressWarnings("unchecked")
  private TestInputTopic<String, SpecificRecord> input(Topic topic) {
    AvroSerde<SpecificRecord> serde = AvroSerde.of((Class<SpecificRecord>) topic.recordClass());
    return driver.createInputTopic(
        topic.kafkaName(prefix), new StringSerializer(), serde.serializer());
  }

  private void drain() {
    sinceDrained = 0;
    for (String topic : driver.producedTopicNames()) {
      outputs
          .computeIfAbsent(
              topic,
              name ->
                  driver.createOutputTopic(
                      name, new ByteArrayDeserializer(), new ByteArrayDeserializer()))
          .readValuesToList()
          .forEach(value -> stated.take(topic, value));
    }
  }

  @Override
  public void close() {
    driver.close();
  }
}
