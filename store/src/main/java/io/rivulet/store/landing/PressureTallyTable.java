package io.rivulet.store.landing;

import io.rivulet.schemas.record.PressureRecord;
import io.rivulet.schemas.record.PressureTallyRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/** Table {@code pressure_tally}: the statement with the highest revision. */
final class PressureTallyTable implements TableWriter<PressureTallyRecord> {
  private static final String UPSERT =
      """
      INSERT INTO rivulet.pressure_tally AS held
        (session, source, revision, reading_count, rejected_count, unconfirmed_count,
         duplicate_count, not_evaluable_count, latest_time, latest_systolic, latest_diastolic,
         latest_mean)
      SELECT session, source, revision, reading_count, rejected_count, unconfirmed_count,
        duplicate_count, not_evaluable_count, rivulet.instant_of(latest_time), latest_systolic,
        latest_diastolic, latest_mean
      FROM unnest(?::text[], ?::text[], ?::int8[], ?::int8[], ?::int8[], ?::int8[], ?::int8[],
          ?::int8[], ?::int8[], ?::float8[], ?::float8[], ?::float8[])
        AS sent (session, source, revision, reading_count, rejected_count, unconfirmed_count,
          duplicate_count, not_evaluable_count, latest_time, latest_systolic, latest_diastolic,
          latest_mean)
      ON CONFLICT (session, source) DO UPDATE SET
        (revision, reading_count, rejected_count, unconfirmed_count, duplicate_count,
         not_evaluable_count, latest_time, latest_systolic, latest_diastolic, latest_mean)
        = (excluded.revision, excluded.reading_count, excluded.rejected_count,
          excluded.unconfirmed_count, excluded.duplicate_count, excluded.not_evaluable_count,
          excluded.latest_time, excluded.latest_systolic, excluded.latest_diastolic,
          excluded.latest_mean)
        WHERE excluded.revision > held.revision
      """;

  private record Key(String session, String source) {
    static Key of(PressureTallyRecord tally) {
      return new Key(tally.getSession(), tally.getSource());
    }
  }

  @Override
  public Landed land(Connection connection, List<Incoming<PressureTallyRecord>> records)
      throws SQLException {
    List<PressureTallyRecord> latest =
        LatestStatements.of(records, Key::of, PressureTallyRecord::getRevision);
    long rows = ColumnArrays.update(connection, UPSERT, latest, PressureTallyTable::bind);
    return Landed.of(rows, latest.size() - rows);
  }

  private static void bind(ColumnArrays<PressureTallyRecord> columns) throws SQLException {
    columns
        .text(PressureTallyRecord::getSession)
        .text(PressureTallyRecord::getSource)
        .longs(PressureTallyRecord::getRevision)
        .longs(PressureTallyRecord::getReadings)
        .longs(PressureTallyRecord::getRejected)
        .longs(PressureTallyRecord::getUnconfirmed)
        .longs(PressureTallyRecord::getDuplicates)
        .longs(PressureTallyRecord::getNotEvaluable)
        .times(PressureTallyRecord::getLatestTime)
        .doubles(latest(PressureRecord::getSystolic))
        .doubles(latest(PressureRecord::getDiastolic))
        .doubles(latest(PressureRecord::getMean));
  }

  private static Function<PressureTallyRecord, Double> latest(
      Function<PressureRecord, Double> component) {
    return tally -> tally.getLatest() == null ? null : component.apply(tally.getLatest());
  }
}
