package io.rivulet.store.read;

import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads what happens around the subject now: devices, vital signs, observations. */
final class BedsideReads {
  /** A monitor that sends pressure and pulse apart has both among so many. */
  private static final int SAMPLES_LOOKED_AT = 30;

  private static final String BOUND =
      """
      SELECT session, device, effective_from, effective_to
      FROM rivulet.standing_session_event bound
      WHERE kind = 'device' AND session = ANY (?)
        AND effective_to IS DISTINCT FROM effective_from
        AND NOT EXISTS (SELECT FROM rivulet.standing_session_event later
          WHERE later.session = bound.session AND later.kind = 'device'
            AND later.replaces = bound.event_id)
      """;
  private static final String DEVICES =
      "WITH bound AS MATERIALIZED ("
          + BOUND
          + """
          )
          SELECT DISTINCT ON (bound.session, bound.device) bound.session, bound.device, effective_to, online,
            last_received_time, silent_since, clock_offset_micros, clock_spread_micros
          FROM bound LEFT JOIN rivulet.device known ON known.device = bound.device
          ORDER BY bound.session, bound.device, effective_to DESC
          """;
  private static final String VITALS =
      "WITH bound AS MATERIALIZED ("
          + BOUND
          + """
          )
          SELECT bound.session, latest.* FROM bound CROSS JOIN LATERAL (
            SELECT device, device_time, heart_rate_per_minute, spo2_percent,
              respiratory_rate_per_minute, etco2_mmhg
            FROM rivulet.vitals_sample sample
            WHERE sample.device = bound.device AND sample.device_time >= bound.effective_from
              AND sample.device_time < coalesce(bound.effective_to, 'infinity')
            ORDER BY sample.device_time DESC, sample.sequence DESC LIMIT %d) AS latest
          ORDER BY latest.device_time DESC
          """
              .formatted(SAMPLES_LOOKED_AT);
  private static final String OBSERVATIONS =
      """
      SELECT * FROM (
        SELECT DISTINCT ON (session, kind) * FROM rivulet.observation WHERE session = ANY (?)
        ORDER BY session, kind, observed_time DESC, recorded_time DESC, event_id DESC) AS latest
      ORDER BY observed_time DESC, event_id
      """;
  private static final String ALL_OBSERVATIONS =
      """
      SELECT * FROM rivulet.observation WHERE session = ?
      ORDER BY observed_time, recorded_time, event_id LIMIT ?
      """;

  private enum Vital {
    HEART_RATE("heartRate", "heart_rate_per_minute", "/min"),
    SPO2("spo2", "spo2_percent", "%"),
    RESPIRATORY_RATE("respiratoryRate", "respiratory_rate_per_minute", "/min"),
    ETCO2("etco2", "etco2_mmhg", "mm[Hg]");

    private final String component;
    private final String column;
    private final String unit;

    Vital(String component, String column, String unit) {
      this.component = component;
      this.column = column;
      this.unit = unit;
    }
  }

  private BedsideReads() {}

  /** Devices of each session, by name, those whose binding has ended too. */
  static List<BoundDeviceRow> devices(Snapshot snapshot, String[] sessions) throws SQLException {
    return snapshot.rows(
        DEVICES,
        row ->
            new BoundDeviceRow(
                row.text("session"),
                row.text("device"),
                row.optionalInstant("effective_to"),
                row.optionalFlag("online"),
                row.optionalInstant("last_received_time"),
                row.optionalInstant("silent_since"),
                micros(row, "clock_offset_micros"),
                micros(row, "clock_spread_micros")),
        (Object) sessions);
  }

  /** The latest value of each vital sign, by session. */
  static Map<String, List<VitalRow>> vitals(Snapshot snapshot, String[] sessions)
      throws SQLException {
    Map<String, Map<Vital, VitalRow>> latest = new LinkedHashMap<>();
    snapshot.rows(
        VITALS,
        row -> {
          Map<Vital, VitalRow> ofSession =
              latest.computeIfAbsent(row.text("session"), session -> new TreeMap<>());
          for (Vital vital : Vital.values()) {
            Double value = row.nullableNumber(vital.column);
            if (value != null && !ofSession.containsKey(vital)) {
              ofSession.put(
                  vital,
                  new VitalRow(
                      vital.component,
                      value,
                      vital.unit,
                      row.instant("device_time"),
                      row.text("device")));
            }
          }
          return ofSession;
        },
        (Object) sessions);
    Map<String, List<VitalRow>> found = new LinkedHashMap<>();
    latest.forEach((session, vitals) -> found.put(session, List.copyOf(vitals.values())));
    return found;
  }

  /** The latest observation of each kind in each session, newest first. */
  static List<ObservationRow> latestObservations(Snapshot snapshot, String[] sessions)
      throws SQLException {
    return snapshot.rows(OBSERVATIONS, BedsideReads::observation, (Object) sessions);
  }

  /** The observations of one session, by time. */
  static List<ObservationRow> observations(Snapshot snapshot, String session, int limit)
      throws SQLException {
    return snapshot.rows(ALL_OBSERVATIONS, BedsideReads::observation, session, limit);
  }

  private static ObservationRow observation(Row row) throws SQLException {
    return new ObservationRow(
        row.text("session"),
        row.instant("observed_time"),
        row.text("kind"),
        row.optionalNumber("score"),
        row.optionalText("note"),
        row.text("recorded_by"));
  }

  private static Optional<Duration> micros(Row row, String column) throws SQLException {
    return Optional.ofNullable(row.nullableWhole(column))
        .map(micros -> Duration.of(micros, ChronoUnit.MICROS));
  }
}
