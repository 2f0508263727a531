package io.rivulet.onebox.faults;

import io.rivulet.ingest.admission.Outcome;
import io.rivulet.schemas.record.DeviceStatusRecord;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.QuarantineRecord;
import io.rivulet.schemas.record.VitalsSampleRecord;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * Counts of records by what they stand for: a sample by device, time and sequence, a status by
 * device and time, a refused message by its id.
 */
final class Outcomes {
  private static final int SHOWN = 10;

  private final Map<String, Integer> counts = new HashMap<>();
  private final Map<String, Integer> kinds = new LinkedHashMap<>();

  void add(Outcome outcome) {
    add(outcome.record());
  }

  void add(SpecificRecord record) {
    counts.merge(key(record), 1, Integer::sum);
    kinds.merge(record.getSchema().getName(), 1, Integer::sum);
  }

  private static String key(SpecificRecord record) {
    if (record instanceof PumpSampleRecord pump) {
      return "P" + pump.getDevice() + "/" + pump.getDeviceTime() + "/" + pump.getSequence();
    }
    if (record instanceof VitalsSampleRecord vitals) {
      return "V" + vitals.getDevice() + "/" + vitals.getDeviceTime() + "/" + vitals.getSequence();
    }
    if (record instanceof DeviceStatusRecord status) {
      // The bridge states what it knows of a device too; such a record has no time of its own.
      return "S" + status.getDevice() + "/" + status.getDeviceTime();
    }
    if (record instanceof QuarantineRecord refused) {
      return "Q" + refused.getId();
    }
    throw new IllegalArgumentException(record.getSchema().getName() + " is no outcome");
  }

  /** Some of what is here more often than there. */
  List<String> missingFrom(Outcomes there) {
    return counts.entrySet().stream()
        .filter(entry -> there.counts.getOrDefault(entry.getKey(), 0) < needed(entry))
        .map(Map.Entry::toString)
        .limit(SHOWN)
        .toList();
  }

  /** Statuses may be stated once for several; everything else as often as it was sent. */
  private static int needed(Map.Entry<String, Integer> entry) {
    return entry.getKey().startsWith("S") ? 1 : entry.getValue();
  }

  /** Some of what is here and was not expected at all; statuses are the bridge's to add. */
  List<String> unknownTo(Outcomes expected) {
    return counts.keySet().stream()
        .filter(key -> !key.startsWith("S") && !expected.counts.containsKey(key))
        .limit(SHOWN)
        .toList();
  }

  long distinctQuarantined() {
    return counts.keySet().stream().filter(key -> key.startsWith("Q")).count();
  }

  long sampleAndQuarantineCount() {
    return counts.entrySet().stream()
        .filter(entry -> !entry.getKey().startsWith("S"))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  @Override
  public String toString() {
    return kinds.toString();
  }
}
