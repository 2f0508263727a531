package io.rivulet.store.read;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.rivulet.schemas.record.EligibilityFlag;
import io.rivulet.store.event.EventBody;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts sessions together from their tables. */
final class SessionReads {
  private static final String NEWEST =
      """
      SELECT session.*,
        greatest(event_time, dosed.latest_time, totalled.latest_time, pressed.latest_time)
          AS latest_activity
      FROM rivulet.session
      LEFT JOIN (SELECT session, max(as_of) AS latest_time
        FROM rivulet.dose GROUP BY session) AS dosed USING (session)
      LEFT JOIN (SELECT session, max(as_of) AS latest_time
        FROM rivulet.dose_total GROUP BY session) AS totalled USING (session)
      LEFT JOIN (SELECT session, max(latest_time) AS latest_time
        FROM rivulet.pressure_tally GROUP BY session) AS pressed USING (session)
      WHERE ?::text[] IS NULL OR site = ANY (?)
      ORDER BY latest_activity DESC, session LIMIT ?
      """;
  private static final String WEIGHTS =
      """
      SELECT session, event_id, recorded_time, effective_from, weight_kg, replaces
      FROM rivulet.standing_session_event WHERE kind = 'weight' AND session = ANY (?)
      """;
  private static final String OPEN =
      """
      SELECT session, count(*) AS open_count FROM rivulet.excursion
      WHERE end_time IS NULL AND NOT withdrawn AND session = ANY (?) GROUP BY session
      """;

  private record OfSession<T>(String session, T value) {}

  private SessionReads() {}

  static Optional<String> siteOf(Snapshot snapshot, String session) throws SQLException {
    return snapshot
        .rows("SELECT site FROM rivulet.session WHERE session = ?", r -> r.text("site"), session)
        .stream()
        .findFirst();
  }

  static List<SessionSummary> newest(Snapshot snapshot, SiteFilter sites, int limit)
      throws SQLException {
    List<Bare> bare =
        snapshot.rows(NEWEST, SessionReads::bare, sites.parameter(), sites.parameter(), limit);
    String[] all = bare.stream().map(Bare::session).toArray(String[]::new);
    String[] live =
        bare.stream()
            .filter(session -> session.closed.isEmpty())
            .map(Bare::session)
            .toArray(String[]::new);
    Parts parts = Parts.read(snapshot, all, live);
    return bare.stream().map(session -> complete(session, parts)).toList();
  }

  /** What the session's own row says. */
  private record Bare(
      String session,
      String site,
      String subject,
      Optional<String> drug,
      String route,
      Instant opened,
      Optional<Instant> started,
      Optional<Instant> closed,
      OptionalDouble plannedDosePerKg,
      Optional<String> plannedUnit,
      Optional<Duration> plannedDuration,
      SessionCourse course,
      Instant latestActivity) {}

  /** What other tables say, by session. */
  private record Parts(
      Map<String, List<DoseRow>> doses,
      Map<String, List<TallyRow>> tallies,
      Map<String, List<RecordedWeight>> weights,
      Map<String, Integer> openExcursions,
      Map<String, List<DoseTotalRow>> totals,
      Map<String, List<VitalRow>> vitals,
      Map<String, List<ObservationRow>> observations,
      Map<String, List<BoundDeviceRow>> devices) {
    static Parts read(Snapshot snapshot, String[] all, String[] live) throws SQLException {
      return new Parts(
          bySession(DoseReads.of(snapshot, all), DoseRow::session),
          bySession(PressureReads.tallies(snapshot, all), TallyRow::session),
          SessionReads.weights(snapshot, all),
          open(snapshot, all),
          bySession(DoseTotalReads.of(snapshot, all), DoseTotalRow::session),
          BedsideReads.vitals(snapshot, live),
          bySession(BedsideReads.latestObservations(snapshot, all), ObservationRow::session),
          bySession(BedsideReads.devices(snapshot, live), BoundDeviceRow::session));
    }

    private static <T> Map<String, List<T>> bySession(List<T> rows, Function<T, String> session) {
      return rows.stream().collect(groupingBy(session));
    }
  }

  private static Bare bare(Row row) throws SQLException {
    return new Bare(
        row.text("session"),
        row.text("site"),
        row.text("subject"),
        row.optionalText("drug"),
        row.text("route"),
        row.instant("opened_time"),
        row.optionalInstant("started_time"),
        row.optionalInstant("closed_time"),
        row.optionalNumber("planned_dose_per_kg"),
        row.optionalText("planned_unit"),
        seconds(row, "planned_duration_seconds"),
        course(row),
        row.instant("latest_activity"));
  }

  private static SessionCourse course(Row row) throws SQLException {
    String flags = row.optionalText("eligibility_flags").orElse("[]");
    return new SessionCourse(
        row.optionalText("phase"),
        row.optionalInstant("phase_since"),
        row.optionalInstant("screened_time"),
        row.optionalFlag("eligible"),
        EventBody.readAll(flags, EligibilityFlag.class).stream()
            .filter(flag -> !flag.getPassed())
            .map(EligibilityFlag::getCode)
            .toList(),
        seconds(row, "pressure_interval_seconds"),
        row.optionalText("series"),
        row.optionalCount("series_number"));
  }

  private static Optional<Duration> seconds(Row row, String column) throws SQLException {
    return Optional.ofNullable(row.nullableWhole(column)).map(Duration::ofSeconds);
  }

  private static SessionSummary complete(Bare bare, Parts parts) {
    String session = bare.session;
    return new SessionSummary(
        session,
        bare.site,
        bare.subject,
        bare.drug,
        bare.route,
        bare.opened,
        bare.started,
        bare.closed,
        bare.plannedDosePerKg,
        bare.plannedUnit,
        bare.plannedDuration,
        RecordedWeight.inForce(parts.weights.getOrDefault(session, List.of()), bare.latestActivity),
        parts.doses.getOrDefault(session, List.of()),
        parts.tallies.getOrDefault(session, List.of()).stream()
            .flatMap(tally -> tally.latest().stream())
            .toList(),
        parts.openExcursions.getOrDefault(session, 0),
        bare.course,
        parts.totals.getOrDefault(session, List.of()),
        parts.vitals.getOrDefault(session, List.of()),
        parts.observations.getOrDefault(session, List.of()),
        parts.devices.getOrDefault(session, List.of()),
        bare.latestActivity);
  }

  private static Map<String, List<RecordedWeight>> weights(Snapshot snapshot, String[] sessions)
      throws SQLException {
    List<OfSession<RecordedWeight>> weights =
        snapshot.rows(
            WEIGHTS,
            row ->
                new OfSession<>(
                    row.text("session"),
                    new RecordedWeight(
                        row.text("event_id"),
                        row.instant("recorded_time"),
                        row.instant("effective_from"),
                        row.number("weight_kg"),
                        row.optionalText("replaces"))),
            (Object) sessions);
    return weights.stream()
        .collect(groupingBy(OfSession::session, mapping(OfSession::value, toList())));
  }

  private static Map<String, Integer> open(Snapshot snapshot, String[] sessions)
      throws SQLException {
    List<OfSession<Integer>> open =
        snapshot.rows(
            OPEN,
            row -> new OfSession<>(row.text("session"), row.count("open_count")),
            (Object) sessions);
    return open.stream().collect(Collectors.toMap(OfSession::session, OfSession::value));
  }
}
