package io.rivulet.store.read;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Puts sessions together from their tables. */
final class SessionReads {
  private static final String NEWEST =
      """
      SELECT session.*,
        greatest(event_time, dosed.latest_time, pressed.latest_time) AS latest_activity
      FROM rivulet.session
      LEFT JOIN (SELECT session, max(as_of) AS latest_time
        FROM rivulet.dose GROUP BY session) AS dosed USING (session)
      LEFT JOIN (SELECT session, max(latest_time) AS latest_time
        FROM rivulet.pressure_tally GROUP BY session) AS pressed USING (session)
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

  static List<SessionSummary> newest(Snapshot snapshot, int limit) throws SQLException {
    List<String> names = new ArrayList<>();
    List<SessionSummary> bare =
        snapshot.rows(
            NEWEST,
            row -> {
              names.add(row.text("session"));
              return bare(row);
            },
            limit);
    String[] sessions = names.toArray(String[]::new);
    Map<String, List<DoseRow>> doses =
        DoseReads.of(snapshot, sessions).stream().collect(groupingBy(DoseRow::session));
    Map<String, List<TallyRow>> tallies =
        PressureReads.tallies(snapshot, sessions).stream().collect(groupingBy(TallyRow::session));
    Map<String, List<RecordedWeight>> weights = weights(snapshot, sessions);
    Map<String, Integer> open = open(snapshot, sessions);
    return bare.stream()
        .map(
            session ->
                complete(
                    session,
                    doses.getOrDefault(session.session(), List.of()),
                    tallies.getOrDefault(session.session(), List.of()),
                    weights.getOrDefault(session.session(), List.of()),
                    open.getOrDefault(session.session(), 0)))
        .toList();
  }

  private static SessionSummary bare(Row row) throws SQLException {
    Optional<Duration> plannedDuration =
        row.optionalText("planned_duration_seconds")
            .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    return new SessionSummary(
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
        plannedDuration,
        OptionalDouble.empty(),
        List.of(),
        List.of(),
        0,
        row.instant("latest_activity"));
  }

  private static SessionSummary complete(
      SessionSummary bare,
      List<DoseRow> doses,
      List<TallyRow> tallies,
      List<RecordedWeight> weights,
      int openExcursions) {
    return new SessionSummary(
        bare.session(),
        bare.site(),
        bare.subject(),
        bare.drug(),
        bare.route(),
        bare.opened(),
        bare.started(),
        bare.closed(),
        bare.plannedDosePerKg(),
        bare.plannedUnit(),
        bare.plannedDuration(),
        RecordedWeight.inForce(weights, bare.latestActivity()),
        doses,
        tallies.stream().flatMap(tally -> tally.latest().stream()).toList(),
        openExcursions,
        bare.latestActivity());
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
