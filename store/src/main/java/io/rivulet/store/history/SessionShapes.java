package io.rivulet.store.history;

import static io.rivulet.store.export.Column.measured;
import static io.rivulet.store.export.Column.of;
import static io.rivulet.store.export.ColumnType.FLAG;
import static io.rivulet.store.export.ColumnType.NUMBER;
import static io.rivulet.store.export.ColumnType.TEXT;
import static io.rivulet.store.export.ColumnType.TIME;
import static io.rivulet.store.export.ColumnType.WHOLE;

import io.rivulet.store.export.Column;
import io.rivulet.store.export.RowShape;

/** What rows of a session look like. */
final class SessionShapes {
  private static final Column SESSION = of("session", TEXT, "the session");
  private static final Column DEVICE = of("device", TEXT, "the device");
  private static final Column DEVICE_TIME = of("device_time", TIME, "by the device's clock");
  private static final Column SEQUENCE = of("sequence", WHOLE, "the device's count of messages");
  private static final Column RECEIVED = of("received_time", TIME, "when the bridge received it");
  private static final Column ID = of("id", TEXT, "tells it apart");

  static final RowShape PUMP =
      RowShape.of(
          "pump-samples",
          SESSION,
          DEVICE,
          DEVICE_TIME,
          SEQUENCE,
          RECEIVED,
          of("drug", TEXT, "as named on the pump"),
          of("state", TEXT, "RUN, BOLUS, KVO, HOLD, STOP or UNKNOWN"),
          measured("rate", "mL/h", "flow; missing where the pump reports none"),
          new Column("delivered", WHOLE, "nL", "cumulative volume counter"),
          of("concentration_per_ml", NUMBER, "amount in one mL, in concentration_unit"),
          of("concentration_unit", TEXT, "mg, [IU] or meq"),
          measured("programmed_weight", "kg", "typed into the pump; compared only"),
          of("alarms", TEXT, "what the pump raised, by blanks; missing for nothing"));

  static final RowShape VITALS =
      RowShape.of(
          "vitals-samples",
          SESSION,
          DEVICE,
          DEVICE_TIME,
          SEQUENCE,
          RECEIVED,
          measured("nibp_systolic", "mm[Hg]", "by cuff, peak"),
          measured("nibp_diastolic", "mm[Hg]", "by cuff, trough"),
          measured("nibp_mean", "mm[Hg]", "by cuff, mean"),
          measured("art_systolic", "mm[Hg]", "by arterial line, peak"),
          measured("art_diastolic", "mm[Hg]", "by arterial line, trough"),
          measured("art_mean", "mm[Hg]", "by arterial line, mean"),
          measured("heart_rate", "/min", "heart rate"),
          measured("spo2", "%", "oxygen saturation"),
          measured("respiratory_rate", "/min", "respiratory rate"),
          measured("etco2", "mm[Hg]", "end-tidal carbon dioxide"));

  static final RowShape DOSES =
      RowShape.of(
          "doses",
          SESSION,
          DEVICE,
          of("drug", TEXT, "the drug"),
          of("revision", WHOLE, "counts up; the highest holds"),
          of("as_of", TIME, "device time of the latest sample in it"),
          new Column("volume", WHOLE, "nL", "delivered since the session began"),
          of("amount", NUMBER, "delivered, in unit"),
          of("unit", TEXT, "mg, [IU] or meq"),
          of("amount_per_kg", NUMBER, "delivered, in unit per kg"),
          measured("rate", "mL/h", "current flow"),
          of("rate_per_kg", NUMBER, "current rate, in unit per kg and hour"));

  static final RowShape EXCURSIONS =
      RowShape.of(
          "excursions",
          ID,
          SESSION,
          of("source", TEXT, "NIBP, ART or MONITOR"),
          of("component", TEXT, "what was beyond a limit"),
          of("direction", TEXT, "high or low"),
          of("severity", TEXT, "warning or critical"),
          of("start_time", TIME, "of the first reading"),
          of("end_time", TIME, "of the reading that ended it; missing while it lasts"),
          of("peak", NUMBER, "the extreme value, in unit"),
          of("limit_value", NUMBER, "the limit it passed, in unit"),
          of("baseline", NUMBER, "the baseline where the limit is relative, in unit"),
          of("unit", TEXT, "UCUM"),
          of("reading_count", WHOLE, "readings that did not end it"),
          of("profile", TEXT, "the limits profile"),
          of("profile_version", WHOLE, "its version"));

  static final RowShape ALERTS =
      RowShape.of(
          "alerts",
          ID,
          SESSION,
          DEVICE,
          of("site", TEXT, "the clinic"),
          of("kind", TEXT, "physiological or technical"),
          of("category", TEXT, "a code such as PRESSURE_EXCURSION"),
          of("priority", TEXT, "high, medium or low"),
          of("present", FLAG, "whether the condition is there"),
          of("signal", TEXT, "on, latched or off"),
          of("start_time", TIME, "when the condition began"),
          of("end_time", TIME, "when it ended"),
          of("measured", NUMBER, "what was measured, in unit"),
          of("limit_value", NUMBER, "against which limit, in unit"),
          of("unit", TEXT, "UCUM"),
          of("flap_count", WHOLE, "how often it went and came back"),
          of("profile", TEXT, "the limits profile"),
          of("profile_version", WHOLE, "its version"),
          of("withdrawn", FLAG, "whether it was taken back"));

  static final RowShape OBSERVATIONS =
      RowShape.of(
          "observations",
          ID,
          SESSION,
          of("observed_time", TIME, "when"),
          of("kind", TEXT, "CADSS, MOAA_S, NAUSEA, DIZZINESS or EVENT"),
          of("score", NUMBER, "the score"),
          of("note", TEXT, "what was noted of an event"));

  static final RowShape OUTCOMES =
      RowShape.of(
          "outcomes",
          ID,
          SESSION,
          of("series", TEXT, "the series"),
          of("instrument", TEXT, "the questionnaire"),
          of("after_sessions", WHOLE, "after how many sessions; 0 is the baseline"),
          of("follow_up", FLAG, "whether it looks back after the last session"),
          of("score", NUMBER, "the score"),
          of("scored_time", TIME, "when"));

  private SessionShapes() {}
}
