package io.rivulet.store.history;

import static io.rivulet.store.export.ColumnType.FLAG;
import static io.rivulet.store.export.ColumnType.NUMBER;
import static io.rivulet.store.export.ColumnType.TEXT;
import static io.rivulet.store.export.ColumnType.TIME;
import static io.rivulet.store.export.ColumnType.WHOLE;

import io.rivulet.store.export.Column;
import io.rivulet.store.export.ColumnType;
import io.rivulet.store.export.RowShape;
import java.util.List;
import java.util.Objects;

/**
 * Which sessions there were, in order of their beginning, then by name.
 *
 * @param filter which are meant
 */
public record SessionQuery(SessionFilter filter) implements Question {
  static final RowShape SHAPE =
      RowShape.of(
          "sessions",
          Column.of("session", TEXT, "the session"),
          Column.of("site", TEXT, "the clinic"),
          Column.of("subject", TEXT, "the subject's pseudonym"),
          Column.of("drug", TEXT, "the drug; missing for a recording of many"),
          Column.of("route", TEXT, "IV, IM or IN"),
          Column.of("begun_time", TIME, "when the first device was bound, else when it was opened"),
          Column.of("opened_time", TIME, "when its opening was recorded"),
          Column.of("started_time", TIME, "when its first device was bound"),
          Column.of("closed_time", TIME, "when it ended; missing while it lasts"),
          Column.of("planned_dose_per_kg", NUMBER, "planned dose, in planned_unit per kg"),
          Column.of("planned_unit", TEXT, "mg, [IU] or meq"),
          new Column("planned_duration", ColumnType.WHOLE, "s", "planned duration"),
          Column.of("dose_amount", NUMBER, "received of its drug, in dose_unit"),
          Column.of("dose_per_kg", NUMBER, "received of its drug, in dose_unit per kg"),
          Column.of("dose_unit", TEXT, "mg, [IU] or meq"),
          Column.of("excursion_count", WHOLE, "excursions that hold"),
          Column.of("critical_excursion_count", WHOLE, "critical ones of them"),
          Column.of("alert_count", WHOLE, "alerts that were not withdrawn"),
          Column.of("phase", TEXT, "the latest entered"),
          Column.of("eligible", FLAG, "by the latest screening"),
          Column.of("series", TEXT, "the series it belongs to"),
          Column.of("series_number", WHOLE, "its place in the series, from 1"));

  private static final String SELECT =
      """
      SELECT session.session::text AS session, session.site::text AS site,
        session.subject::text AS subject, session.drug::text AS drug, session.route::text AS route,
        coalesce(session.started_time, session.opened_time) AS begun_time, session.opened_time,
        session.started_time, session.closed_time,
        session.planned_dose_per_kg, session.planned_unit::text AS planned_unit,
        session.planned_duration_seconds::bigint AS planned_duration,
        dose.amount AS dose_amount, dose.amount_per_kg AS dose_per_kg, dose.unit::text AS dose_unit,
        found.excursions AS excursion_count, found.critical AS critical_excursion_count,
        (SELECT count(*) FROM {schema}.alert raised
          WHERE raised.session = session.session AND NOT raised.withdrawn) AS alert_count,
        session.phase::text AS phase, session.eligible, session.series::text AS series,
        session.series_number::bigint AS series_number
      FROM {schema}.session session
      LEFT JOIN LATERAL (SELECT total.amount, total.amount_per_kg, total.unit
        FROM {schema}.dose_total total
        WHERE total.session = session.session AND lower(total.drug) = lower(session.drug)
        ORDER BY total.drug LIMIT 1) dose ON true
      CROSS JOIN LATERAL (SELECT count(*) AS excursions,
          count(*) FILTER (WHERE beyond.severity = 'critical') AS critical
        FROM {schema}.excursion beyond
        WHERE beyond.session = session.session AND NOT beyond.withdrawn) found
      WHERE true""";

  /** Refuses a missing filter. */
  public SessionQuery {
    Objects.requireNonNull(filter, "filter");
  }

  @Override
  public RowShape shape() {
    return SHAPE;
  }

  @Override
  public String words() {
    return "sessions " + filter;
  }

  @Override
  public Ask ask(HistorySites sites) {
    Sql sql = Sql.of(SELECT);
    sites.on(sql, "session.site");
    filter.on(sql);
    return new Ask(SHAPE, sql, List.of("begun_time", "session"), false);
  }
}
