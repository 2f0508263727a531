package io.rivulet.store.landing;

import io.rivulet.schemas.record.ExcursionRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Tables {@code excursion}, the statement with the highest revision, and {@code excursion_history},
 * all of them.
 */
final class ExcursionTable implements TableWriter<ExcursionRecord> {
  private static final String UPSERT =
      """
      INSERT INTO rivulet.excursion AS held
        (id, session, source, component, direction, severity, start_time, end_time, peak,
         reading_count, revision, withdrawn, successor, profile, profile_version,
         unit, limit_value, baseline)
      SELECT id, session, source, component, direction, severity, rivulet.instant_of(start_time),
        rivulet.instant_of(end_time), peak, reading_count, revision, withdrawn, successor,
        profile, profile_version, unit, limit_value, baseline
      FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::int8[],
          ?::int8[], ?::float8[], ?::int8[], ?::int8[], ?::bool[], ?::text[], ?::text[], ?::int8[],
          ?::text[], ?::float8[], ?::float8[])
        AS sent (id, session, source, component, direction, severity, start_time, end_time,
          peak, reading_count, revision, withdrawn, successor, profile, profile_version,
          unit, limit_value, baseline)
      ON CONFLICT (id) DO UPDATE SET
        (severity, end_time, peak, reading_count, revision, withdrawn, successor, profile,
         profile_version, unit, limit_value, baseline)
        = (excluded.severity, excluded.end_time, excluded.peak, excluded.reading_count,
          excluded.revision, excluded.withdrawn, excluded.successor, excluded.profile,
          excluded.profile_version, excluded.unit, excluded.limit_value, excluded.baseline)
        WHERE excluded.revision > held.revision
      """;
  private static final String APPEND =
      UPSERT
          .substring(0, UPSERT.indexOf("ON CONFLICT"))
          .replace("rivulet.excursion AS held", "rivulet.excursion_history")
          .concat("ON CONFLICT (id, revision, start_time) DO NOTHING");

  @Override
  public Landed land(Connection connection, List<Incoming<ExcursionRecord>> records)
      throws SQLException {
    List<ExcursionRecord> latest =
        LatestStatements.of(records, ExcursionRecord::getId, ExcursionRecord::getRevision);
    long rows = ColumnArrays.update(connection, UPSERT, latest, ExcursionTable::bind);
    List<ExcursionRecord> all = records.stream().map(Incoming::value).toList();
    long unused = ColumnArrays.update(connection, APPEND, all, ExcursionTable::bind);
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
        .longs(ExcursionRecord::getProfileVersion)
        .text(ExcursionRecord::getUnit)
        .doubles(ExcursionRecord::getLimit)
        .doubles(ExcursionRecord::getBaseline);
  }
}
