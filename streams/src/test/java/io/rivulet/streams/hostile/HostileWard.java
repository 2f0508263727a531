package io.rivulet.streams.hostile;

import io.rivulet.schemas.record.AlertRecord;
import io.rivulet.schemas.record.DoseUpdateRecord;
import io.rivulet.schemas.record.ExcursionRecord;
import io.rivulet.schemas.record.LimitsProfileRecord;
import io.rivulet.schemas.record.PressureTallyRecord;
import io.rivulet.schemas.record.QuarantineRecord;
import io.rivulet.schemas.serde.AvroSerde;
import io.rivulet.schemas.serde.SerdeFactory;
import io.rivulet.schemas.topic.LimitsKey;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.streams.ClinicalStreams;
import io.rivulet.streams.ClinicalTopology;
import io.rivulet.streams.StreamsRole;
import io.rivulet.streams.TopologyConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/**
 * The topology with everything that production sets, given whatever may be in its topics. What
 * would end a stream thread in production comes out of {@link #send} as an exception.
 */
final class HostileWard implements AutoCloseable {
  static final String LIMITS =
      """
      {"id": "site",
       "plausible": {"systolic": [30, 300]},
       "limits": {"systolic": {"high": {"warning": 160, "critical": 180}}},
       "hysteresis": 5,
       "confirm": {"readings": 2, "withinSeconds": 1200}}
      """;

  private static final String PREFIX = "rivulet.";
  private static final int UNATTRIBUTED_MAX = 50;

  private final TopologyTestDriver driver;
  private final String deadLetterTopic;
  private final Map<String, TestOutputTopic<byte[], byte[]>> outputs = new HashMap<>();
  private final SortedMap<String, DoseUpdateRecord> doses = new TreeMap<>();
  private final SortedMap<String, SpecificRecord> stated = new TreeMap<>();
  private final List<String> refusals = new ArrayList<>();

  HostileWard(Path state) {
    TopologyConfig config =
        new TopologyConfig(PREFIX, 1, Duration.ofMinutes(15), UNATTRIBUTED_MAX, 1_000);
    StreamsRole role =
        new StreamsRole(
            config,
            "hostile",
            1,
            state.toString(),
            Duration.ofMillis(100),
            1,
            Optional.empty(),
            Map.of("bootstrap.servers", "none:1"));
    deadLetterTopic = role.deadLetterTopic();
    driver =
        new TopologyTestDriver(
            ClinicalTopology.build(config, new SerdeFactory(Optional.empty())),
            properties(role),
            Victim.T0);
    send(
        Topic.LIMITS,
        LimitsKey.of(Victim.PROFILE, 1),
        new LimitsProfileRecord(Victim.PROFILE, 1, Victim.T0, LIMITS));
  }

  /**
   * As in production, but for transactions: the driver forgets what was sent in one that no record
   * has ended, and a record that cannot be read ends none.
   */
  private static Properties properties(StreamsRole role) {
    Properties properties = ClinicalStreams.properties(role);
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    return properties;
  }

  void open(Victim victim) {
    victim.opening().forEach(event -> send(Topic.SESSIONS, victim.name(), event));
  }

  void send(Topic topic, String key, SpecificRecord record) {
    send(topic, key, encoded(record));
  }

  @SuppressWarnings("unchecked")
  static byte[] encoded(SpecificRecord record) {
    return record == null
        ? null
        : AvroSerde.of((Class<SpecificRecord>) record.getClass()).encode(record);
  }

  void send(Topic topic, String key, byte[] value) {
    driver
        .createInputTopic(
            topic.kafkaName(PREFIX), new StringSerializer(), new ByteArraySerializer())
        .pipeInput(key, value);
    collect();
  }

  /** Lets the wall clock go on. */
  void pass(Duration duration) {
    driver.advanceWallClockTime(duration);
    collect();
  }

  private void collect() {
    for (String topic : driver.producedTopicNames()) {
      outputs
          .computeIfAbsent(
              topic,
              name ->
                  driver.createOutputTopic(
                      name, new ByteArrayDeserializer(), new ByteArrayDeserializer()))
          .readRecordsToList()
          .forEach(record -> take(topic, record));
    }
  }

  private void take(String topic, TestRecord<byte[], byte[]> record) {
    byte[] value = record.value();
    if (topic.equals(deadLetterTopic)) {
      refusals.add(message(record));
    } else if (topic.equals(Topic.DOSE_UPDATES.kafkaName(PREFIX))) {
      DoseUpdateRecord dose = AvroSerde.of(DoseUpdateRecord.class).decode(value);
      doses.put(dose.getDevice(), dose);
      stated.put("dose " + dose.getSession() + " " + dose.getDevice() + dose.getDrug(), dose);
    } else if (topic.equals(Topic.PRESSURE_EXCURSIONS.kafkaName(PREFIX))) {
      ExcursionRecord excursion = AvroSerde.of(ExcursionRecord.class).decode(value);
      stated.put("excursion " + excursion.getSession() + " " + excursion.getId(), excursion);
    } else if (topic.equals(Topic.PRESSURE_TALLIES.kafkaName(PREFIX))) {
      PressureTallyRecord tally = AvroSerde.of(PressureTallyRecord.class).decode(value);
      stated.put("tally " + tally.getSession() + " " + tally.getSource(), tally);
    } else if (topic.equals(Topic.ALERTS.kafkaName(PREFIX))) {
      AlertRecord alert = AvroSerde.of(AlertRecord.class).decode(value);
      stated.put("alert " + alert.getSession() + " " + alert.getId(), alert);
    } else if (topic.equals(Topic.QUARANTINE.kafkaName(PREFIX))) {
      refusals.add(AvroSerde.of(QuarantineRecord.class).decode(value).getDetail());
    }
  }

  private static String message(TestRecord<byte[], byte[]> record) {
    Header message = record.headers().lastHeader("__streams.errors.message");
    return message == null || message.value() == null
        ? ""
        : new String(message.value(), StandardCharsets.UTF_8);
  }

  /** Why records were set aside or quarantined so far, in order. */
  List<String> refusals() {
    return List.copyOf(refusals);
  }

  /** Samples in the dose account of a pump; 0 where there is none. */
  long counted(Victim victim) {
    DoseUpdateRecord dose = doses.get(victim.pump());
    return dose == null ? 0 : dose.getSamples();
  }

  /** What was last stated of a pump. */
  DoseUpdateRecord dose(Victim victim) {
    return doses.get(victim.pump());
  }

  /**
   * The last statement under each id, of one session, without the revisions of what is stated at a
   * beat of the clock: how often depends on how much time passes.
   */
  SortedMap<String, String> stated(String session) {
    SortedMap<String, String> ofSession = new TreeMap<>();
    stated.forEach(
        (key, record) -> {
          if (key.split(" ")[1].equals(session)) {
            ofSession.put(key, record.toString().replaceAll("\"revision\": \\d+, ", ""));
          }
        });
    return ofSession;
  }

  /** Everything stated of any session. */
  Iterable<SpecificRecord> stated() {
    return List.copyOf(stated.values());
  }

  @Override
  public void close() {
    driver.close();
  }
}
