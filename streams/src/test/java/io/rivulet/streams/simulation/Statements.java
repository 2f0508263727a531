package io.rivulet.streams.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.schemas.record.AlertRecord;
import io.rivulet.schemas.record.DoseTotalRecord;
import io.rivulet.schemas.record.DoseUpdateRecord;
import io.rivulet.schemas.record.ExcursionRecord;
import io.rivulet.schemas.record.PressureTallyRecord;
import io.rivulet.schemas.topic.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.specific.SpecificRecord;

/** What the topology stated, the latest under each identity; a revision that falls back fails. */
final class Statements {
  /** What tells one statement of a topic from another. */
  static final Map<Topic, List<String>> IDENTITY =
      Map.of(
          Topic.DOSE_UPDATES, List.of("session", "device", "drug"),
          Topic.DOSE_TOTALS, List.of("session", "drug"),
          Topic.PRESSURE_EXCURSIONS, List.of("id"),
          Topic.VITALS_EXCURSIONS, List.of("id"),
          Topic.PRESSURE_TALLIES, List.of("session", "source"),
          Topic.LATE_SAMPLES, List.of("session", "device", "deviceTime", "sequence"),
          Topic.QUARANTINE, List.of("id"),
          Topic.ALERTS, List.of("id"));

  /** What counts statements and deliveries, and so depends on how things came. */
  private static final Set<String> OF_THE_WAY =
      Set.of("revision", "duplicates", "excursionStatements", "late");

  /**
   * Alerts that are no function of the set alone: those judged by when things were received and
   * what time it is.
   */
  private static final Set<String> OF_THE_MOMENT =
      Set.of(
          "PRESSURE_OVERDUE", "MONITOR_SILENT", "PUMP_SILENT", "DEVICE_SILENT", "CLOCK_UNTRUSTED");

  private final Map<Topic, Map<String, SpecificRecord>> latest = new TreeMap<>();

  Statements() {
    IDENTITY.keySet().forEach(topic -> latest.put(topic, new TreeMap<>()));
  }

  /** A copy that goes its own way. */
  Statements copy() {
    Statements copy = new Statements();
    latest.forEach((topic, stated) -> copy.latest.put(topic, new TreeMap<>(stated)));
    return copy;
  }

  void take(Topic topic, SpecificRecord record) {
    StringBuilder id = new StringBuilder();
    IDENTITY.get(topic).forEach(field -> id.append(get(record, field)).append(' '));
    SpecificRecord before = latest.get(topic).put(id.toString(), record);
    if (before != null && record.getSchema().getField("revision") != null) {
      assertThat(revision(record))
          .as("revision of %s after %s", record, before)
          .isGreaterThan(revision(before));
    }
  }

  private static long revision(SpecificRecord record) {
    return ((Number) get(record, "revision")).longValue();
  }

  private static Object get(SpecificRecord record, String field) {
    return record.get(record.getSchema().getField(field).pos());
  }

  <T extends SpecificRecord> Stream<T> all(Topic topic, Class<T> type) {
    return latest.get(topic).values().stream().map(type::cast);
  }

  DoseUpdateRecord dose(String session, String device, String drug) {
    return (DoseUpdateRecord)
        latest.get(Topic.DOSE_UPDATES).get(session + " " + device + " " + drug + " ");
  }

  Stream<DoseUpdateRecord> doses(String session, String device) {
    return all(Topic.DOSE_UPDATES, DoseUpdateRecord.class)
        .filter(d -> d.getSession().equals(session) && d.getDevice().equals(device));
  }

  Stream<ExcursionRecord> standingExcursions(String session) {
    return all(Topic.PRESSURE_EXCURSIONS, ExcursionRecord.class)
        .filter(e -> e.getSession().equals(session) && !e.getWithdrawn());
  }

  Stream<AlertRecord> standingAlerts(String session, String category) {
    return all(Topic.ALERTS, AlertRecord.class)
        .filter(a -> session.equals(a.getSession()) && a.getCategory().equals(category))
        .filter(a -> !a.getWithdrawn());
  }

  /** What stands, without what depends on the way there; by topic and identity. */
  Map<String, String> results() {
    Map<String, String> results = new TreeMap<>();
    latest.forEach(
        (topic, stated) ->
            stated.forEach(
                (id, record) -> {
                  if (stands(record)) {
                    results.put(topic + " " + id, comparable(record));
                  }
                }));
    return results;
  }

  private static boolean stands(SpecificRecord record) {
    Schema.Field withdrawn = record.getSchema().getField("withdrawn");
    if (withdrawn != null && Boolean.TRUE.equals(record.get(withdrawn.pos()))) {
      return false;
    }
    if (record instanceof DoseUpdateRecord dose && dose.getSamples() == 0
        || record instanceof DoseTotalRecord total && total.getRoutes().isEmpty()) {
      return false;
    }
    if (record instanceof PressureTallyRecord tally
        && tally.getReadings() + tally.getRejected() + tally.getNotEvaluable() == 0) {
      // What was taken away again by a shorter binding is as good as never there.
      return false;
    }
    return !(record instanceof AlertRecord alert)
        || (!OF_THE_MOMENT.contains(alert.getCategory())
            && (alert.getPresent() || alert.getEnd() != null));
  }

  private static String comparable(SpecificRecord record) {
    Map<String, Object> fields = new HashMap<>();
    for (Schema.Field field : record.getSchema().getFields()) {
      // A total that only moves on in time is not stated again.
      boolean ofTheWay =
          OF_THE_WAY.contains(field.name())
              || (record instanceof DoseTotalRecord && field.name().equals("asOf"));
      if (!ofTheWay) {
        fields.put(field.name(), record.get(field.pos()));
      }
    }
    return GenericData.get().toString(new TreeMap<>(fields));
  }
}
