package io.rivulet.store.landing;

import io.rivulet.schemas.record.AlertRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/**
 * Tables {@code alert}, the statement with the highest revision, and {@code alert_history}, all of
 * them.
 */
final class AlertTable implements TableWriter<AlertRecord> {
  private static final String UPSERT =
      """
      INSERT INTO rivulet.alert AS held
        (id, session, device, kind, category, priority, present, revision, start_time, end_time,
         detail, withdrawn, signal, site, drug, measured, limit_value, unit, profile,
         profile_version, flap_count, successor, source, component, direction)
      SELECT id, session, device, kind, category, priority, present, revision,
        rivulet.instant_of(start_time), rivulet.instant_of(end_time), detail, withdrawn,
        signal, site, drug, measured, limit_value, unit, profile, profile_version, flap_count,
        successor, source, component, direction
      FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bool[],
          ?::int8[], ?::int8[], ?::int8[], ?::text[], ?::bool[], ?::text[], ?::text[], ?::text[],
          ?::float8[], ?::float8[], ?::text[], ?::text[], ?::int8[], ?::int8[], ?::text[], ?::text[],
          ?::text[], ?::text[])
        AS sent (id, session, device, kind, category, priority, present, revision, start_time,
          end_time, detail, withdrawn, signal, site, drug, measured, limit_value, unit, profile,
          profile_version, flap_count, successor, source, component, direction)
      ON CONFLICT (id) DO UPDATE SET
        (session, device, kind, category, priority, present, revision, start_time, end_time,
         detail, withdrawn, signal, site, drug, measured, limit_value, unit, profile,
         profile_version, flap_count, successor, source, component, direction)
        = (excluded.session, excluded.device, excluded.kind, excluded.category, excluded.priority,
          excluded.present, excluded.revision, excluded.start_time, excluded.end_time,
          excluded.detail, excluded.withdrawn, excluded.signal, excluded.site, excluded.drug,
          excluded.measured, excluded.limit_value, excluded.unit, excluded.profile,
          excluded.profile_version, excluded.flap_count, excluded.successor,
          excluded.source, excluded.component, excluded.direction)
        WHERE excluded.revision > held.revision
      """;
  private static final String APPEND =
      UPSERT
          .substring(0, UPSERT.indexOf("ON CONFLICT"))
          .replace("rivulet.alert AS held", "rivulet.alert_history")
          .concat("ON CONFLICT (id, revision, start_time) DO NOTHING");

  @Override
  public Landed land(Connection connection, List<Incoming<AlertRecord>> records)
      throws SQLException {
    List<AlertRecord> latest =
        LatestStatements.of(records, AlertRecord::getId, AlertRecord::getRevision);
    long rows = ColumnArrays.update(connection, UPSERT, latest, AlertTable::bind);
    List<AlertRecord> all = records.stream().map(Incoming::value).toList();
    long unused = ColumnArrays.update(connection, APPEND, all, AlertTable::bind);
    List<DeviceHeard> changed =
        latest.stream()
            .map(AlertRecord::getDevice)
            .filter(Objects::nonNull)
            .distinct()
            .map(DeviceHeard::standing)
            .toList();
    return new Landed(rows, latest.size() - rows, List.of(), changed);
  }

  private static void bind(ColumnArrays<AlertRecord> columns) throws SQLException {
    columns
        .text(AlertRecord::getId)
        .text(AlertRecord::getSession)
        .text(AlertRecord::getDevice)
        .text(AlertRecord::getKind)
        .text(AlertRecord::getCategory)
        .text(AlertRecord::getPriority)
        .booleans(AlertRecord::getPresent)
        .longs(AlertRecord::getRevision)
        .times(AlertRecord::getStart)
        .times(AlertRecord::getEnd)
        .text(AlertRecord::getDetail)
        .booleans(AlertRecord::getWithdrawn)
        .text(AlertRecord::getSignal)
        .text(AlertRecord::getSite)
        .text(AlertRecord::getDrug)
        .doubles(AlertRecord::getMeasured)
        .doubles(AlertRecord::getLimit)
        .text(AlertRecord::getUnit)
        .text(AlertRecord::getProfile)
        .nullableInts(AlertRecord::getProfileVersion)
        .longs(AlertRecord::getFlaps)
        .text(AlertRecord::getSuccessor)
        .text(AlertRecord::getSource)
        .text(AlertRecord::getComponent)
        .text(AlertRecord::getDirection);
  }
}
