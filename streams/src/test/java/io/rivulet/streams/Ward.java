package io.rivulet.streams;

import io.rivulet.schemas.record.AlertRecord;
import io.rivulet.schemas.record.ConcentrationRecorded;
import io.rivulet.schemas.record.DeviceBound;
import io.rivulet.schemas.record.DoseTotalRecord;
import io.rivulet.schemas.record.DoseUpdateRecord;
import io.rivulet.schemas.record.ExcursionRecord;
import io.rivulet.schemas.record.LateSampleRecord;
import io.rivulet.schemas.record.LimitsAssigned;
import io.rivulet.schemas.record.LimitsProfileRecord;
import io.rivulet.schemas.record.PressureRecord;
import io.rivulet.schemas.record.PressureTallyRecord;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.PumpStateRecord;
import io.rivulet.schemas.record.QuarantineRecord;
import io.rivulet.schemas.record.SessionClosed;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.record.SessionOpened;
import io.rivulet.schemas.record.VitalsSampleRecord;
import io.rivulet.schemas.record.WeightRecorded;
import io.rivulet.schemas.serde.AvroSerde;
import io.rivulet.schemas.serde.SerdeFactory;
import io.rivulet.schemas.topic.LimitsKey;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.streams.live.LiveStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;

/** The topology on a test driver, spoken to in the words of a ward. */
final class Ward implements AutoCloseable {
  static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");
  static final String SESSION = "s1";
  static final String LIMITS_JSON =
      """
      {"id": "test",
       "plausible": {"systolic": [30, 300]},
       "limits": {"systolic": {"high": {"warning": 160, "critical": 180}}},
       "hysteresis": 5,
       "confirm": {"readings": 2, "withinSeconds": 1200}}
      """;

  private static final String PREFIX = "rivulet.";

  private final TopologyTestDriver driver;
  private final Map<Topic, TestOutputTopic<String, byte[]>> outputs = new TreeMap<>();

  final Map<String, DoseUpdateRecord> doses = new TreeMap<>();
  final Map<String, DoseTotalRecord> totals = new TreeMap<>();
  final Map<String, ExcursionRecord> excursions = new TreeMap<>();
  final Map<String, ExcursionRecord> vitals = new TreeMap<>();
  final Map<String, PressureTallyRecord> tallies = new TreeMap<>();
  final Map<String, AlertRecord> alerts = new TreeMap<>();
  final Map<String, QuarantineRecord> quarantine = new TreeMap<>();
  final Map<String, LateSampleRecord> late = new TreeMap<>();

  Ward(Path stateDirectory, int unattributedMax) {
    this(stateDirectory, unattributedMax, Duration.ofMinutes(15));
  }

  Ward(Path stateDirectory, int unattributedMax, Duration horizon) {
    TopologyConfig config = new TopologyConfig(PREFIX, 1, horizon, unattributedMax, 100);
    Properties properties =
        ClinicalStreams.properties(
            new StreamsRole(
                config,
                "ward",
                1,
                stateDirectory.toString(),
                Duration.ofMillis(100),
                1,
                Optional.empty(),
                Map.of("bootstrap.servers", "unused:1")));
    driver =
        new TopologyTestDriver(
            ClinicalTopology.build(config, new SerdeFactory(Optional.empty())), properties, T0);
  }

  void publish(Topic topic, String key, SpecificRecord record) {
    publish(topic, key, encode(record));
  }

  void publish(Topic topic, String key, byte[] bytes) {
    driver
        .createInputTopic(
            topic.kafkaName(PREFIX), new StringSerializer(), Serdes.ByteArray().serializer())
        .pipeInput(key, bytes);
    collect();
  }

  @SuppressWarnings("unchecked")
  private static byte[] encode(SpecificRecord record) {
    return AvroSerde.of((Class<SpecificRecord>) record.getClass()).encode(record);
  }

  /** Lets the wall clock go on. */
  void pass(Duration duration) {
    driver.advanceWallClockTime(duration);
    collect();
  }

  /** Lets what may wait a tenth of a second be stated. */
  void beat() {
    pass(Duration.ofMillis(100));
  }

  PressureTallyRecord tally(String source) {
    beat();
    return tallies.get(source);
  }

  private void collect() {
    collect(
        Topic.DOSE_UPDATES, DoseUpdateRecord.class, r -> r.getDevice() + "/" + r.getDrug(), doses);
    collect(Topic.DOSE_TOTALS, DoseTotalRecord.class, DoseTotalRecord::getDrug, totals);
    collect(Topic.PRESSURE_EXCURSIONS, ExcursionRecord.class, ExcursionRecord::getId, excursions);
    collect(Topic.VITALS_EXCURSIONS, ExcursionRecord.class, ExcursionRecord::getId, vitals);
    collect(
        Topic.PRESSURE_TALLIES, PressureTallyRecord.class, PressureTallyRecord::getSource, tallies);
    collect(
        Topic.LATE_SAMPLES,
        LateSampleRecord.class,
        r -> r.getDevice() + "/" + r.getSequence(),
        late);
    collect(Topic.ALERTS, AlertRecord.class, AlertRecord::getId, alerts);
    collect(Topic.QUARANTINE, QuarantineRecord.class, QuarantineRecord::getId, quarantine);
  }

  private <T extends SpecificRecord> void collect(
      Topic topic,
      Class<T> type,
      java.util.function.Function<T, String> id,
      Map<String, T> latest) {
    TestOutputTopic<String, byte[]> output =
        outputs.computeIfAbsent(
            topic,
            t ->
                driver.createOutputTopic(
                    t.kafkaName(PREFIX),
                    Serdes.String().deserializer(),
                    Serdes.ByteArray().deserializer()));
    for (KeyValue<String, byte[]> entry : output.readKeyValuesToList()) {
      T record = AvroSerde.of(type).decode(entry.value);
      latest.put(id.apply(record), record);
    }
  }

  static Instant at(int second) {
    return T0.plusSeconds(second);
  }

  /** An event of the session; its id names it. */
  static SessionEventRecord event(String id, int recordedSecond, Object event) {
    return new SessionEventRecord(SESSION, id, at(recordedSecond), "test", event);
  }

  void opens() {
    publish(Topic.SESSIONS, SESSION, opened());
    publish(Topic.SESSIONS, SESSION, event("w1", 1, new WeightRecorded(T0, 70.0, null)));
    publish(Topic.SESSIONS, SESSION, event("b1", 2, new DeviceBound("pump-1", T0, null, null)));
    publish(Topic.SESSIONS, SESSION, event("b2", 2, new DeviceBound("monitor-1", T0, null, null)));
    publish(Topic.SESSIONS, SESSION, event("l1", 3, new LimitsAssigned("test", T0)));
  }

  static SessionEventRecord opened() {
    return event(
        "o1",
        0,
        new SessionOpened("clinic", "subject-1", "Ketamine", "IV", 0.5, "mg", 2400L, null, null));
  }

  static SessionEventRecord concentration(String id, double mgPerMl) {
    return event(id, 4, new ConcentrationRecorded("Ketamine", T0, mgPerMl, "mg"));
  }

  static SessionEventRecord closed(int second) {
    return event("c1", second, new SessionClosed(at(second)));
  }

  void limitsArrive(int version, int fromSecond, String json) {
    publish(
        Topic.LIMITS,
        LimitsKey.of("test", version),
        new LimitsProfileRecord("test", version, at(fromSecond), json));
  }

  static PumpSampleRecord pump(int second, double counterMl) {
    return PumpSampleRecord.newBuilder()
        .setSite("clinic")
        .setDevice("pump-1")
        .setSequence(second)
        .setDeviceTime(at(second))
        .setReceivedTime(at(second))
        .setDrug("Ketamine")
        .setState(PumpStateRecord.RUN)
        .setRateMlPerHour(36.0)
        .setDeliveredNanolitres(Math.round(counterMl * 1e6))
        .setConcentrationPerMl(2.0)
        .setConcentrationUnit("mg")
        .build();
  }

  static VitalsSampleRecord nibp(int second, double systolic) {
    return VitalsSampleRecord.newBuilder()
        .setSite("clinic")
        .setDevice("monitor-1")
        .setSequence(second)
        .setDeviceTime(at(second))
        .setReceivedTime(at(second))
        .setPressures(
            java.util.List.of(
                PressureRecord.newBuilder().setSource("NIBP").setSystolic(systolic).build()))
        .build();
  }

  /** A monitor's quantities; null for one it does not have. */
  static VitalsSampleRecord monitor(int second, Double heartRate, Double spo2) {
    return VitalsSampleRecord.newBuilder()
        .setSite("clinic")
        .setDevice("monitor-1")
        .setSequence(second)
        .setDeviceTime(at(second))
        .setReceivedTime(at(second))
        .setHeartRatePerMinute(heartRate)
        .setSpo2Percent(spo2)
        .build();
  }

  void sample(PumpSampleRecord sample) {
    publish(Topic.PUMP_SAMPLES, sample.getDevice(), sample);
  }

  void sample(VitalsSampleRecord sample) {
    publish(Topic.VITALS_SAMPLES, sample.getDevice(), sample);
  }

  /** As stated by the next beat. */
  DoseUpdateRecord dose() {
    beat();
    return doses.get("pump-1/Ketamine");
  }

  /** What is stated of ketamine within the second. */
  DoseTotalRecord total() {
    pass(Duration.ofSeconds(1));
    return totals.get("ketamine");
  }

  /** The alerts of a category that stand, by start. */
  List<AlertRecord> standing(String category) {
    return alerts.values().stream()
        .filter(alert -> alert.getCategory().equals(category) && !alert.getWithdrawn())
        .sorted(Comparator.comparing(AlertRecord::getStart))
        .toList();
  }

  long openExcursions() {
    return excursions.values().stream().filter(e -> !e.getWithdrawn()).count();
  }

  /** Keys and values of every store of its own, as stored. */
  Map<String, Long> bytesByStore() {
    Map<String, Long> sizes = new TreeMap<>();
    driver
        .getAllStateStores()
        .forEach(
            (name, store) -> {
              if (store instanceof LiveStore<?> live) {
                long bytes = 0;
                try (KeyValueIterator<Bytes, byte[]> all = live.stored().all()) {
                  while (all.hasNext()) {
                    KeyValue<Bytes, byte[]> entry = all.next();
                    bytes += entry.key.get().length + entry.value.length;
                  }
                }
                sizes.put(name, bytes);
              }
            });
    return sizes;
  }

  @Override
  public void close() {
    driver.close();
  }
}
