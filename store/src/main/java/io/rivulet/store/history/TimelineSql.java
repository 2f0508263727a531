package io.rivulet.store.history;

import static io.rivulet.store.export.Column.of;
import static io.rivulet.store.export.ColumnType.NUMBER;
import static io.rivulet.store.export.ColumnType.TEXT;
import static io.rivulet.store.export.ColumnType.TIME;

import io.rivulet.store.export.RowShape;

/** A session's timeline: what was recorded, and what rules found, in one order. */
final class TimelineSql {
  static final RowShape SHAPE =
      RowShape.of(
          "timeline",
          of("time", TIME, "when it happened"),
          of("until_time", TIME, "when it was over, for what lasts"),
          of("kind", TEXT, "event:..., excursion:... or alert:..., with what it is"),
          of("id", TEXT, "of the event, excursion or alert"),
          of("about", TEXT, "device, drug, component or category"),
          of("value", NUMBER, "what was measured or given, in unit"),
          of("unit", TEXT, "UCUM"),
          of("severity", TEXT, "severity of an excursion, priority of an alert"),
          of("recorded_time", TIME, "when an event was recorded"));

  static final String SELECT =
      """
      SELECT coalesce(effective_from, recorded_time) AS time, effective_to AS until_time,
        'event:' || kind AS kind, event_id::text AS id,
        coalesce(device, drug, profile, body ->> 'kind', body ->> 'phase')::text AS about,
        coalesce(weight_kg, concentration_per_ml, (body ->> 'score')::float8,
          (body ->> 'amount')::float8) AS value,
        CASE WHEN weight_kg IS NOT NULL THEN 'kg'
          WHEN concentration_per_ml IS NOT NULL THEN concentration_unit || '/mL'
          ELSE body ->> 'unit' END AS unit,
        NULL::text AS severity, recorded_time
      FROM {schema}.standing_session_event WHERE session = {session}
      UNION ALL
      SELECT start_time, end_time, 'excursion:' || source || ':' || direction, id::text,
        component::text, peak, unit::text, severity::text, NULL::timestamptz
      FROM {schema}.excursion WHERE session = {session} AND NOT withdrawn
      UNION ALL
      SELECT start_time, end_time, 'alert:' || kind, id::text, category::text, measured, unit::text,
        priority::text, NULL::timestamptz
      FROM {schema}.alert WHERE session = {session} AND NOT withdrawn""";

  private TimelineSql() {}
}
