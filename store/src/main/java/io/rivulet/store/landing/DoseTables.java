package io.rivulet.store.landing;

import io.rivulet.schemas.record.DoseUpdateRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Tables {@code dose}, the statement with the highest revision, and {@code dose_history}, all of
 * them.
 */
final class DoseTables implements TableWriter<DoseUpdateRecord> {
  private static final String UPSERT =
      """
      INSERT INTO rivulet.dose AS held
        (session, device, drug, revision, as_of, volume_nl, amount, unit, amount_per_kg,
         uncertainty_nl, estimated_nl, checked_counter_nl, checked_rate_nl, sample_count,
         duplicate_count, reset_count, segment_count, state, rate_ml_per_hour,
         rate_per_kg_per_hour, late_count, uncertainty_amount)
      SELECT session, device, drug, revision, rivulet.instant_of(as_of), volume_nl, amount, unit,
        amount_per_kg, uncertainty_nl, estimated_nl, checked_counter_nl, checked_rate_nl,
        sample_count, duplicate_count, reset_count, segment_count, state, rate_ml_per_hour,
        rate_per_kg_per_hour, late_count, uncertainty_amount
      FROM unnest(?::text[], ?::text[], ?::text[], ?::int8[], ?::int8[], ?::int8[], ?::float8[],
          ?::text[], ?::float8[], ?::int8[], ?::int8[], ?::int8[], ?::int8[], ?::int8[], ?::int8[],
          ?::int8[], ?::int8[], ?::text[], ?::float8[], ?::float8[], ?::int8[], ?::float8[])
        AS sent (session, device, drug, revision, as_of, volume_nl, amount, unit, amount_per_kg,
          uncertainty_nl, estimated_nl, checked_counter_nl, checked_rate_nl, sample_count,
          duplicate_count, reset_count, segment_count, state, rate_ml_per_hour,
          rate_per_kg_per_hour, late_count, uncertainty_amount)
      ON CONFLICT (session, device, drug) DO UPDATE SET
        (revision, as_of, volume_nl, amount, unit, amount_per_kg, uncertainty_nl, estimated_nl,
         checked_counter_nl, checked_rate_nl, sample_count, duplicate_count, reset_count,
         segment_count, state, rate_ml_per_hour, rate_per_kg_per_hour, late_count,
         uncertainty_amount)
        = (excluded.revision, excluded.as_of, excluded.volume_nl, excluded.amount, excluded.unit,
          excluded.amount_per_kg, excluded.uncertainty_nl, excluded.estimated_nl,
          excluded.checked_counter_nl, excluded.checked_rate_nl, excluded.sample_count,
          excluded.duplicate_count, excluded.reset_count, excluded.segment_count, excluded.state,
          excluded.rate_ml_per_hour, excluded.rate_per_kg_per_hour, excluded.late_count,
          excluded.uncertainty_amount)
        WHERE excluded.revision > held.revision
      """;
  private static final String APPEND =
      """
      INSERT INTO rivulet.dose_history
        (session, device, drug, revision, as_of, volume_nl, amount, unit, amount_per_kg,
         rate_ml_per_hour, rate_per_kg_per_hour)
      SELECT session, device, drug, revision, rivulet.instant_of(as_of), volume_nl, amount, unit,
        amount_per_kg, rate_ml_per_hour, rate_per_kg_per_hour
      FROM unnest(?::text[], ?::text[], ?::text[], ?::int8[], ?::int8[], ?::int8[], ?::float8[],
          ?::text[], ?::float8[], ?::float8[], ?::float8[])
        AS sent (session, device, drug, revision, as_of, volume_nl, amount, unit, amount_per_kg,
          rate_ml_per_hour, rate_per_kg_per_hour)
      ON CONFLICT (session, device, drug, revision, as_of) DO NOTHING
      """;

  private record Key(String session, String device, String drug) {
    static Key of(DoseUpdateRecord dose) {
      return new Key(dose.getSession(), dose.getDevice(), dose.getDrug());
    }
  }

  @Override
  public Landed land(Connection connection, List<Incoming<DoseUpdateRecord>> records)
      throws SQLException {
    List<DoseUpdateRecord> all = records.stream().map(Incoming::value).toList();
    List<DoseUpdateRecord> latest =
        LatestStatements.of(records, Key::of, DoseUpdateRecord::getRevision);
    ColumnArrays.update(connection, UPSERT, latest, DoseTables::bindDose);
    long rows = ColumnArrays.update(connection, APPEND, all, DoseTables::bindHistory);
    return Landed.of(rows, all.size() - rows);
  }

  private static void bindDose(ColumnArrays<DoseUpdateRecord> columns) throws SQLException {
    bindStatement(columns)
        .longs(DoseUpdateRecord::getUncertaintyNanolitres)
        .longs(DoseUpdateRecord::getEstimatedNanolitres)
        .longs(DoseUpdateRecord::getCheckedCounterNanolitres)
        .longs(DoseUpdateRecord::getCheckedRateNanolitres)
        .longs(DoseUpdateRecord::getSamples)
        .longs(DoseUpdateRecord::getDuplicates)
        .longs(DoseUpdateRecord::getResets)
        .longs(DoseUpdateRecord::getSegments)
        .text(dose -> dose.getState().name())
        .doubles(DoseUpdateRecord::getRateMlPerHour)
        .doubles(DoseUpdateRecord::getRatePerKgPerHour)
        .longs(DoseUpdateRecord::getLate)
        .doubles(DoseUpdateRecord::getUncertaintyAmount);
  }

  private static void bindHistory(ColumnArrays<DoseUpdateRecord> columns) throws SQLException {
    bindStatement(columns)
        .doubles(DoseUpdateRecord::getRateMlPerHour)
        .doubles(DoseUpdateRecord::getRatePerKgPerHour);
  }

  private static ColumnArrays<DoseUpdateRecord> bindStatement(
      ColumnArrays<DoseUpdateRecord> columns) throws SQLException {
    return columns
        .text(DoseUpdateRecord::getSession)
        .text(DoseUpdateRecord::getDevice)
        .text(DoseUpdateRecord::getDrug)
        .longs(DoseUpdateRecord::getRevision)
        .times(DoseUpdateRecord::getAsOf)
        .longs(DoseUpdateRecord::getVolumeNanolitres)
        .doubles(DoseUpdateRecord::getAmount)
        .text(DoseUpdateRecord::getUnit)
        .doubles(DoseUpdateRecord::getAmountPerKg);
  }
}
