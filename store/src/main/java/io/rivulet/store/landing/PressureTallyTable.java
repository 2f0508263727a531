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
         latest_mean, late_count, baseline_systolic, baseline_diastolic, baseline_mean,
         not_evaluable_reason)
      SELECT session, source, revision, reading_count, rejected_count, unconfirmed_count,
        duplicate_count, not_evaluable_count, rivulet.instant_of(latest_time), latest_systolic,
        latest_diastolic, latest_mean, late_count, baseline_systolic, baseline_diastolic,
        baseline_mean, not_evaluable_reason
      FROM unnest(?::text[], ?::text[], ?::int8[], ?::int8[], ?::int8[], ?::int8[], ?::int8[],
          ?::int8[], ?::int8[], ?::float8[], ?::float8[], ?::float8[], ?::int8[], ?::float8[],
          ?::float8[], ?::float8[], ?::text[])
        AS sent (session, source, revision, reading_count, rejected_count, unconfirmed_count,
          duplicate_count, not_evaluable_count, latest_time, latest_systolic, latest_diastolic,
          latest_mean, late_count, baseline_systolic, baseline_diastolic, baseline_mean,
          not_evaluable_reason)
      ON CONFLICT (session, source) DO UPDATE SET
        (revision, reading_count, rejected_count, unconfirmed_count, duplicate_count,
         not_evaluable_count, latest_time, latest_systolic, latest_diastolic, latest_mean,
         late_count, baseline_systolic, baseline_diastolic, baseline_mean, not_evaluable_reason)
        = (excluded.revision, excluded.reading_count, excluded.rejected_count,
          excluded.unconfirmed_count, excluded.duplicate_count, excluded.not_evaluable_count,
          excluded.latest_time, excluded.latest_systolic, excluded.latest_diastolic,
          excluded.latest_mean, excluded.late_count, excluded.baseline_systolic,
          excluded.baseline_diastolic, excluded.baseline_mean, excluded.not_evaluable_reason)
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
        .doubles(of(PressureTallyRecord::getLatest, PressureRecord::getSystolic))
        .doubles(of(PressureTallyRecord::getLatest, PressureRecord::getDiastolic))
        .doubles(of(PressureTallyRecord::getLatest, PressureRecord::getMean))
        .longs(PressureTallyRecord::getLate)
        .doubles(of(PressureTallyRecord::getBaseline, PressureRecord::getSystolic))
        .doubles(of(PressureTallyRecord::getBaseline, PressureRecord::getDiastolic))
        .doubles(of(PressureTallyRecord::getBaseline, PressureRecord::getMean))
        .text(PressureTallyRecord::getNotEvaluableReason);
  }

  private static Function<PressureTallyRecord, Double> of(
      Function<PressureTallyRecord, PressureRecord> which,
      Function<PressureRecord, Double> component) {
    return tally -> {
      PressureRecord pressure = which.apply(tally);
      return pressure == null ? null : component.apply(pressure);
    };
  }
}
