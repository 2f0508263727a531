package io.rivulet.ingest.quarantine;

import io.rivulet.schemas.record.PressureRecord;
import io.rivulet.schemas.record.QuarantineRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Everything about one refused thing, for people. */
public final class EntryPage {
  private EntryPage() {}

  /** The fields, one a line, then the payload. */
  public static List<String> lines(Entry entry, QuarantineRecord record) {
    List<String> lines = new ArrayList<>();
    field(lines, "id", entry.id());
    field(lines, "stage", entry.stage());
    field(lines, "reason", entry.reason());
    field(lines, "detail", record.getDetail());
    field(lines, "origin", entry.origin());
    entry.site().ifPresent(site -> field(lines, "site", site));
    field(lines, "device", entry.device().orElse("not known"));
    entry.session().ifPresent(session -> field(lines, "session", session));
    if (record.getPressure() != null) {
      field(lines, "pressure", pressure(record.getPressure()));
    }
    if (record.getDeviceTime() != null) {
      field(lines, "device time", record.getDeviceTime().toString());
    }
    field(lines, "received", entry.firstReceived().toString());
    if (entry.deliveries() > 1) {
      field(lines, "last", entry.lastReceived().toString());
    }
    field(lines, "deliveries", Long.toString(entry.deliveries()));
    field(lines, "state", state(entry.state()));
    field(lines, "kept at", entry.position().toString());
    field(lines, "payload", payload(entry));
    if (entry.keptBytes() > 0) {
      lines.add("");
      lines.addAll(
          PayloadText.lines(
              RedriveRules.bytes(record.getPayload()),
              Culprit.of(entry.reason(), record.getDetail())));
    }
    return lines;
  }

  private static void field(List<String> lines, String name, String value) {
    lines.add(String.format(Locale.ROOT, "%-11s  %s", name, Printable.of(value)));
  }

  private static String pressure(PressureRecord pressure) {
    return "%s, mmHg: systolic %s, diastolic %s, mean %s"
        .formatted(
            pressure.getSource(),
            orNone(pressure.getSystolic()),
            orNone(pressure.getDiastolic()),
            orNone(pressure.getMean()));
  }

  private static String orNone(Double value) {
    return value == null ? "none" : value.toString();
  }

  private static String state(EntryState state) {
    if (state instanceof EntryState.Redriven redriven) {
      return "redriven at %s by %s to %s, %s"
          .formatted(
              redriven.time(),
              redriven.by(),
              redriven.to(),
              redriven.corrected() ? "corrected" : "as it was received");
    }
    return state.word();
  }

  private static String payload(Entry entry) {
    return entry.truncated()
        ? "the first %d of %d bytes".formatted(entry.keptBytes(), entry.payloadBytes())
        : entry.payloadBytes() + " bytes";
  }
}
