package io.rivulet.store.landing;

import io.rivulet.schemas.record.EventWithdrawn;
import io.rivulet.schemas.record.OutcomeRecorded;
import io.rivulet.schemas.record.SeriesClosed;
import io.rivulet.schemas.record.SeriesEventRecord;
import io.rivulet.store.event.EventBody;
import io.rivulet.store.event.SeriesEventKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Tables {@code series_event}, all of them, and {@code series}, what they come to. */
final class SeriesTables implements TableWriter<SeriesEventRecord> {
  private static final String INSERT =
      """
      INSERT INTO rivulet.series_event
        (event_id, series, recorded_time, recorded_by, kind, effective_from, replaces, body)
      SELECT event_id, series, rivulet.instant_of(recorded_time), recorded_by, kind,
        rivulet.instant_of(effective_from), replaces, body::jsonb
      FROM unnest(?::text[], ?::text[], ?::int8[], ?::text[], ?::text[], ?::int8[], ?::text[],
          ?::text[])
        AS sent (event_id, series, recorded_time, recorded_by, kind, effective_from, replaces, body)
      ON CONFLICT (event_id) DO NOTHING
      """;

  /** The whole series again from its events; of plans and doses the one recorded last holds. */
  private static final String RESTATE =
      """
      WITH standing AS MATERIALIZED (
        SELECT * FROM rivulet.standing_series_event WHERE series = ANY (?)),
      opened AS (
        SELECT DISTINCT ON (series) * FROM standing WHERE kind = 'opened'
        ORDER BY series, recorded_time, event_id),
      plan AS (
        SELECT DISTINCT ON (series) * FROM standing WHERE kind = 'plan'
        ORDER BY series, recorded_time DESC, event_id DESC),
      dose AS (
        SELECT DISTINCT ON (series, body -> 'number') * FROM standing WHERE kind = 'dose-set'
        ORDER BY series, body -> 'number', recorded_time DESC, event_id DESC),
      doses AS (
        SELECT series, jsonb_agg(body ORDER BY (body ->> 'number')::integer) AS doses_set
        FROM dose GROUP BY series),
      span AS (
        SELECT series, max(recorded_time) AS event_time,
          (array_agg(effective_from ORDER BY recorded_time DESC, event_id DESC)
            FILTER (WHERE kind = 'closed'))[1] AS closed_time
        FROM standing GROUP BY series)
      INSERT INTO rivulet.series
        (series, site, subject, drug, route, unit, steps, doses_set, response_rule, opened_time,
         closed_time, event_time)
      SELECT series, opened.body ->> 'site', opened.body ->> 'subject', opened.body ->> 'drug',
        opened.body ->> 'route', opened.body ->> 'unit',
        coalesce(plan.body -> 'steps', opened.body -> 'steps'),
        coalesce(doses.doses_set, '[]'), opened.body -> 'responseRule', opened.recorded_time,
        span.closed_time, span.event_time
      FROM opened JOIN span USING (series) LEFT JOIN plan USING (series)
        LEFT JOIN doses USING (series)
      ON CONFLICT (series) DO UPDATE SET
        (site, subject, drug, route, unit, steps, doses_set, response_rule, opened_time,
         closed_time, event_time)
        = (excluded.site, excluded.subject, excluded.drug, excluded.route, excluded.unit,
          excluded.steps, excluded.doses_set, excluded.response_rule, excluded.opened_time,
          excluded.closed_time, excluded.event_time)
      """;

  @Override
  public Landed land(Connection connection, List<Incoming<SeriesEventRecord>> records)
      throws SQLException {
    List<SeriesEventRecord> events = records.stream().map(Incoming::value).toList();
    long rows = ColumnArrays.update(connection, INSERT, events, SeriesTables::bind);
    String[] series =
        events.stream().map(SeriesEventRecord::getSeries).distinct().toArray(String[]::new);
    Withdrawals.mark(connection, "series", series);
    Restatement.run(connection, RESTATE, series);
    return Landed.of(rows, events.size() - rows);
  }

  private static void bind(ColumnArrays<SeriesEventRecord> columns) throws SQLException {
    columns
        .text(SeriesEventRecord::getEventId)
        .text(SeriesEventRecord::getSeries)
        .times(SeriesEventRecord::getRecordedTime)
        .text(SeriesEventRecord::getRecordedBy)
        .text(event -> SeriesEventKind.of(event.getEvent()).text())
        .times(SeriesTables::happened)
        .text(event -> event.getEvent() instanceof EventWithdrawn gone ? gone.getEvent() : null)
        .text(event -> EventBody.write((SpecificRecord) event.getEvent()));
  }

  private static Instant happened(SeriesEventRecord event) {
    if (event.getEvent() instanceof OutcomeRecorded outcome) {
      return outcome.getAt();
    }
    return event.getEvent() instanceof SeriesClosed closed ? closed.getAt() : null;
  }
}
