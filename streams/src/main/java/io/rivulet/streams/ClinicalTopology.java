package io.rivulet.streams;

import io.rivulet.domain.vitals.VitalSource;
import io.rivulet.schemas.record.AlertRecord;
import io.rivulet.schemas.record.DeviceBindingRecord;
import io.rivulet.schemas.record.DeviceStatusRecord;
import io.rivulet.schemas.record.DoseTotalRecord;
import io.rivulet.schemas.record.DoseUpdateRecord;
import io.rivulet.schemas.record.ExcursionRecord;
import io.rivulet.schemas.record.LateSampleRecord;
import io.rivulet.schemas.record.LimitsProfileRecord;
import io.rivulet.schemas.record.PressureTallyRecord;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.QuarantineRecord;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.record.SessionTelemetryRecord;
import io.rivulet.schemas.record.VitalsSampleRecord;
import io.rivulet.schemas.serde.AvroSerde;
import io.rivulet.schemas.serde.SerdeFactory;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.streams.attribution.AttributionStage;
import io.rivulet.streams.session.SessionStores;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.BranchedKStream;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The topology: samples are attributed to sessions by device, hop once to their session, and are
 * judged there. Every processor, store and internal topic has a name; changing one is a migration,
 * and a test holds the description against the committed one.
 */
public final class ClinicalTopology {
  private final TopologyConfig config;
  private final SerdeFactory serdes;
  private final StreamsBuilder builder = new StreamsBuilder();

  private ClinicalTopology(TopologyConfig config, SerdeFactory serdes) {
    this.config = config;
    this.serdes = serdes;
  }

  /** Builds the topology; starts nothing. */
  public static Topology build(TopologyConfig config, SerdeFactory serdes) {
    return new ClinicalTopology(config, serdes).build();
  }

  private Topology build() {
    builder.globalTable(
        Topic.LIMITS.kafkaName(config.topicPrefix()),
        Consumed.with(Serdes.String(), serdes.serde(LimitsProfileRecord.class)).withName("limits"),
        Materialized.<String, LimitsProfileRecord, KeyValueStore<Bytes, byte[]>>as(
                SessionStores.LIMITS)
            .withKeySerde(Serdes.String())
            .withValueSerde(serdes.serde(LimitsProfileRecord.class)));
    KStream<String, SessionEventRecord> sessions =
        source(Topic.SESSIONS, SessionEventRecord.class, "sessions");
    KStream<String, SpecificRecord> results =
        attributed(sessions)
            .merge(widen(sessions), Named.as("session-input"))
            .process(SessionStores.rules(config), Named.as("session-rules"));
    BranchedKStream<String, SpecificRecord> byKind = results.split(Named.as("result-"));
    sink(byKind, DoseUpdateRecord.class, Topic.DOSE_UPDATES, "dose-updates");
    sink(byKind, DoseTotalRecord.class, Topic.DOSE_TOTALS, "dose-totals");
    sink(
        byKind,
        ExcursionRecord.class,
        excursion -> !isOfMonitor(excursion),
        Topic.PRESSURE_EXCURSIONS,
        "pressure-excursions");
    sink(
        byKind,
        ExcursionRecord.class,
        ClinicalTopology::isOfMonitor,
        Topic.VITALS_EXCURSIONS,
        "vitals-excursions");
    sink(byKind, PressureTallyRecord.class, Topic.PRESSURE_TALLIES, "pressure-tallies");
    sink(byKind, LateSampleRecord.class, Topic.LATE_SAMPLES, "late-samples");
    sink(byKind, AlertRecord.class, Topic.ALERTS, "alerts");
    sink(byKind, QuarantineRecord.class, Topic.QUARANTINE, "quarantine");
    byKind.noDefaultBranch();
    return builder.build();
  }

  private KStream<String, SpecificRecord> attributed(KStream<String, SessionEventRecord> sessions) {
    KStream<String, DeviceBindingRecord> bindings =
        sessions
            .process(AttributionStage.bindingsByDevice(), Named.as("bindings-of-session"))
            .repartition(hop("bindings-by-device", DeviceBindingRecord.class));
    KStream<String, SpecificRecord> samples =
        widen(source(Topic.PUMP_SAMPLES, PumpSampleRecord.class, "pump-samples"))
            .merge(
                widen(source(Topic.VITALS_SAMPLES, VitalsSampleRecord.class, "vitals-samples")),
                Named.as("samples"))
            .merge(
                widen(source(Topic.DEVICE_STATUS, DeviceStatusRecord.class, "device-status")),
                Named.as("samples-and-status"));
    BranchedKStream<String, SpecificRecord> attributed =
        samples
            .merge(widen(bindings), Named.as("samples-and-bindings"))
            .process(AttributionStage.attribution(config), Named.as("attribution"))
            .split(Named.as("attributed-"));
    sink(attributed, AlertRecord.class, Topic.ALERTS, "device-alerts");
    KStream<String, SpecificRecord> telemetry =
        attributed.defaultBranch(Branched.as("telemetry")).get("attributed-telemetry");
    return telemetry.repartition(
        Repartitioned.<String, SpecificRecord>as("telemetry-by-session")
            .withKeySerde(Serdes.String())
            .withValueSerde(
                widened(AvroSerde.of(SessionTelemetryRecord.class), SessionTelemetryRecord.class))
            .withNumberOfPartitions(config.partitions()));
  }

  private <T extends SpecificRecord> KStream<String, T> source(
      Topic topic, Class<T> type, String name) {
    return builder.stream(
        topic.kafkaName(config.topicPrefix()),
        Consumed.with(Serdes.String(), serdes.serde(type)).withName(name));
  }

  private <T extends SpecificRecord> Repartitioned<String, T> hop(String name, Class<T> type) {
    return Repartitioned.<String, T>as(name)
        .withKeySerde(Serdes.String())
        .withValueSerde(AvroSerde.of(type))
        .withNumberOfPartitions(config.partitions());
  }

  private static boolean isOfMonitor(ExcursionRecord excursion) {
    return excursion.getSource().equals(VitalSource.MONITOR.name());
  }

  private <T extends SpecificRecord> void sink(
      BranchedKStream<String, SpecificRecord> results, Class<T> type, Topic topic, String name) {
    sink(results, type, record -> true, topic, name);
  }

  private <T extends SpecificRecord> void sink(
      BranchedKStream<String, SpecificRecord> results,
      Class<T> type,
      Predicate<T> which,
      Topic topic,
      String name) {
    Serde<SpecificRecord> widened = widened(serdes.serde(type), type);
    results.branch(
        (key, record) -> type.isInstance(record) && which.test(type.cast(record)),
        Branched.<String, SpecificRecord>withConsumer(
                stream ->
                    stream.to(
                        topic.kafkaName(config.topicPrefix()),
                        Produced.with(Serdes.String(), widened).withName(name)))
            .withName(name));
  }

  private static <T extends SpecificRecord> Serde<SpecificRecord> widened(
      Serde<T> serde, Class<T> type) {
    return Serdes.serdeFrom(
        (destination, record) -> serde.serializer().serialize(destination, type.cast(record)),
        (origin, bytes) -> serde.deserializer().deserialize(origin, bytes));
  }

  /** A stream of one kind of record as a stream of any; nothing is ever put into it. */
  @SuppressWarnings("unchecked")
  private static KStream<String, SpecificRecord> widen(
      KStream<String, ? extends SpecificRecord> stream) {
    return (KStream<String, SpecificRecord>) stream;
  }
}
