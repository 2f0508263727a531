package io.rivulet.store.landing;

import io.rivulet.schemas.record.LimitsProfileRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Table {@code limits_profile}: a version once given stays as it is. */
final class LimitsProfileTable implements TableWriter<LimitsProfileRecord> {
  private static final String INSERT =
      """
      INSERT INTO rivulet.limits_profile (profile, version, effective_from, content)
      SELECT profile, version, rivulet.instant_of(effective_from), content::jsonb
      FROM unnest(?::text[], ?::int8[], ?::int8[], ?::text[])
        AS sent (profile, version, effective_from, content)
      ON CONFLICT (profile, version) DO NOTHING
      """;

  @Override
  public Landed land(Connection connection, List<Incoming<LimitsProfileRecord>> records)
      throws SQLException {
    List<LimitsProfileRecord> profiles = records.stream().map(Incoming::value).toList();
    long rows =
        ColumnArrays.update(
            connection,
            INSERT,
            profiles,
            columns ->
                columns
                    .text(LimitsProfileRecord::getProfile)
                    .longs(LimitsProfileRecord::getVersion)
                    .times(LimitsProfileRecord::getFrom)
                    .text(LimitsProfileRecord::getJson));
    return Landed.of(rows, profiles.size() - rows);
  }
}
