package io.rivulet.store.landing;

import io.rivulet.schemas.record.DoseTotalRecord;
import io.rivulet.store.event.EventBody;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Table {@code dose_total}: the statement with the highest revision. */
final class DoseTotalTable implements TableWriter<DoseTotalRecord> {
  private static final String UPSERT =
      """
      INSERT INTO rivulet.dose_total AS held
        (session, drug, revision, as_of, unit, amount, amount_per_kg, uncertainty_amount,
         planned_per_kg, planned_so_far_per_kg, started_time, rate_per_kg_per_hour,
         rate_ug_per_kg_per_minute, routes, predictions, prediction_note)
      SELECT session, drug, revision, rivulet.instant_of(as_of), unit, amount, amount_per_kg,
        uncertainty_amount, planned_per_kg, planned_so_far_per_kg, rivulet.instant_of(started_time),
        rate_per_kg_per_hour, rate_ug_per_kg_per_minute, routes::jsonb, predictions::jsonb,
        prediction_note
      FROM unnest(?::text[], ?::text[], ?::int8[], ?::int8[], ?::text[], ?::float8[], ?::float8[],
          ?::float8[], ?::float8[], ?::float8[], ?::int8[], ?::float8[], ?::float8[], ?::text[],
          ?::text[], ?::text[])
        AS sent (session, drug, revision, as_of, unit, amount, amount_per_kg, uncertainty_amount,
          planned_per_kg, planned_so_far_per_kg, started_time, rate_per_kg_per_hour,
          rate_ug_per_kg_per_minute, routes, predictions, prediction_note)
      ON CONFLICT (session, drug) DO UPDATE SET
        (revision, as_of, unit, amount, amount_per_kg, uncertainty_amount, planned_per_kg,
         planned_so_far_per_kg, started_time, rate_per_kg_per_hour, rate_ug_per_kg_per_minute,
         routes, predictions, prediction_note)
        = (excluded.revision, excluded.as_of, excluded.unit, excluded.amount,
          excluded.amount_per_kg, excluded.uncertainty_amount, excluded.planned_per_kg,
          excluded.planned_so_far_per_kg, excluded.started_time, excluded.rate_per_kg_per_hour,
          excluded.rate_ug_per_kg_per_minute, excluded.routes, excluded.predictions,
          excluded.prediction_note)
        WHERE excluded.revision > held.revision
      """;

  private record Key(String session, String drug) {
    static Key of(DoseTotalRecord total) {
      return new Key(total.getSession(), total.getDrug());
    }
  }

  @Override
  public Landed land(Connection connection, List<Incoming<DoseTotalRecord>> records)
      throws SQLException {
    List<DoseTotalRecord> latest =
        LatestStatements.of(records, Key::of, DoseTotalRecord::getRevision);
    long rows = ColumnArrays.update(connection, UPSERT, latest, DoseTotalTable::bind);
    return Landed.of(rows, latest.size() - rows);
  }

  private static void bind(ColumnArrays<DoseTotalRecord> columns) throws SQLException {
    columns
        .text(DoseTotalRecord::getSession)
        .text(DoseTotalRecord::getDrug)
        .longs(DoseTotalRecord::getRevision)
        .times(DoseTotalRecord::getAsOf)
        .text(DoseTotalRecord::getUnit)
        .doubles(DoseTotalRecord::getAmount)
        .doubles(DoseTotalRecord::getAmountPerKg)
        .doubles(DoseTotalRecord::getUncertaintyAmount)
        .doubles(DoseTotalRecord::getPlannedPerKg)
        .doubles(DoseTotalRecord::getPlannedSoFarPerKg)
        .times(DoseTotalRecord::getStarted)
        .doubles(DoseTotalRecord::getRatePerKgPerHour)
        .doubles(DoseTotalRecord::getRateUgPerKgPerMinute)
        .text(total -> EventBody.write(total.getRoutes()))
        .text(total -> EventBody.write(total.getPredictions()))
        .text(DoseTotalRecord::getPredictionNote);
  }
}
