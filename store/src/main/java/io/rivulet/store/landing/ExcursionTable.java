package io.rivulet.store.landing;

import io.rivulet.schemas.record.ExcursionRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Table {@code pressure_excursion}: the statement with the highest revision. */
final class ExcursionTable implements TableWriter<ExcursionRecord> {
  private static final String UPSERT =
      """
      INSERT INTO rivulet.pressure_excursion AS held
        (id, session, source, component, direction, severity, start_time, end_time, peak_mmhg,
         reading_count, revision, withdrawn, successor, profile, profile_version)
      SELECT id, session, source, component, direction, severity, rivulet.instant_of(start_time),
        rivulet.instant_of(end_time), peak_mmhg, reading_count, revision, withdrawn, successor,
        profile, profile_version
      FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::int8[],
          ?::int8[], ?::float8[], ?::int8[], ?::int8[], ?::bool[], ?::text[], ?::text[], ?::int8[])
        AS sent (id, session, source, component, direction, severity, start_time, end_time,
          peak_mmhg, reading_count, revision, withdrawn, successor, profile, profile_version)
      ON CONFLICT (id) DO UPDATE SET
        (severity, end_time, peak_mmhg, reading_count, revision, withdrawn, successor, profile,
         profile_version)
        = (excluded.severity, excluded.end_time, excluded.peak_mmhg, excluded.reading_count,
          excluded.revision, excluded.withdrawn, excluded.successor, excluded.profile,
          excluded.profile_version)
        WHERE excluded.revision > held.revision
      """;

  @Override
  public Landed land(Connection connection, List<Incoming<ExcursionRecord>> records)
      throws SQLException {
    List<ExcursionRecord> latest =
        LatestStatements.of(records, ExcursionRecord::getId, ExcursionRecord::getRevision);
    long rows = ColumnArrays.update(connection, UPSERT, latest, ExcursionTable::bind);
    return Landed.of(rows, latest.size() - rows);
  }

  private static void bind(ColumnArrays<ExcursionRecord> columns) throws SQLException {
    columns
        .text(ExcursionRecord::getId)
        .text(ExcursionRecord::getSession)
        .text(ExcursionRecord::getSource)
        .text(ExcursionRecord::getComponent)
        .text(ExcursionRecord::getDirection)
        .text(ExcursionRecord::getSeverity)
        .times(ExcursionRecord::getStart)
        .times(ExcursionRecord::getEnd)
        .doubles(ExcursionRecord::getPeak)
        .longs(ExcursionRecord::getReadings)
        .longs(ExcursionRecord::getRevision)
        .booleans(ExcursionRecord::getWithdrawn)
        .text(ExcursionRecord::getSuccessor)
        .text(ExcursionRecord::getProfile)
        .longs(ExcursionRecord::getProfileVersion);
  }
}
