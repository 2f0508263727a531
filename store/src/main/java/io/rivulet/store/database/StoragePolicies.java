package io.rivulet.store.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes TimescaleDB keep rows as the settings say: span of chunks, columnstore, refreshing of
 * roll-ups, retention. Changes only what differs, so that running jobs keep their past. Where
 * TimescaleDB cannot do it, the sink's upkeep does what is left.
 */
public final class StoragePolicies {
  private static final Logger LOG = LoggerFactory.getLogger(StoragePolicies.class);

  /** Two sinks that start at once wait for one another. */
  private static final String HOLD =
      "SELECT pg_advisory_xact_lock(hashtextextended('rivulet.storage_policies', 0))";

  private final Connection connection;
  private final StorageSettings settings;
  private final Capabilities capabilities;
  private final PolicyJobs jobs;
  private final List<String> changes = new ArrayList<>();

  private StoragePolicies(
      Connection connection, StorageSettings settings, Capabilities capabilities) {
    this.connection = connection;
    this.settings = settings;
    this.capabilities = capabilities;
    this.jobs = new PolicyJobs(connection, capabilities.timescaleSchema(), changes);
  }

  /**
   * Applies the settings.
   *
   * @return what was changed, in words; empty where everything was so before
   * @throws SQLException where the database refuses; then nothing was changed
   */
  public static List<String> apply(
      DataSource database, StorageSettings settings, Capabilities capabilities)
      throws SQLException {
    if (capabilities.timescaleVersion().isEmpty()) {
      return List.of();
    }
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        List<String> changes = new StoragePolicies(connection, settings, capabilities).apply();
        connection.commit();
        changes.forEach(LOG::info);
        return changes;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    }
  }

  private List<String> apply() throws SQLException {
    execute(HOLD);
    for (StoredTable table : StoredTable.hypertables()) {
      if (capabilities.isHypertable(table)) {
        chunks(table);
        if (capabilities.timescaleCommunity()) {
          columnstore(table);
          jobs.compress(table, settings.compressAfter());
          jobs.retain(table, settings.kept(table.kind()));
        }
      }
    }
    if (capabilities.timescaleCommunity()) {
      for (StoredTable rollUp : StoredTable.rollUps()) {
        if (!capabilities.keepsOwn(rollUp)) {
          jobs.refresh(rollUp, refreshed(rollUp));
          jobs.retain(rollUp, settings.kept(rollUp.kind()));
        }
      }
    }
    return List.copyOf(changes);
  }

  /**
   * How far back a roll-up is worked out again: within what it comes of and what is kept of itself,
   * because what was removed would be rolled up as nothing. Zero for without end.
   */
  private Duration refreshed(StoredTable rollUp) {
    Duration source =
        rollUp.kind() == StoredTable.Kind.MINUTES ? settings.keepSamples() : settings.keepMinutes();
    Duration own = settings.kept(rollUp.kind());
    Duration shortest =
        source.isZero() || (!own.isZero() && own.compareTo(source) < 0) ? own : source;
    return shortest.isZero() ? shortest : shortest.minusHours(1);
  }

  private void chunks(StoredTable table) throws SQLException {
    Duration wanted = table.chunkInterval(settings);
    String differs =
        "SELECT 1 FROM timescaledb_information.dimensions WHERE hypertable_schema = '%s' AND hypertable_name = '%s' AND dimension_number = 1 AND time_interval <> %s"
            .formatted(Migrations.SCHEMA, table.table(), PolicyJobs.interval(wanted));
    if (answers(differs)) {
      execute(
          "SELECT %s.set_chunk_time_interval('%s', %s)"
              .formatted(
                  capabilities.timescaleSchema(),
                  PolicyJobs.qualified(table),
                  PolicyJobs.interval(wanted)));
      changes.add("chunks of %s span %s from now on".formatted(table.table(), wanted));
    }
  }

  private void columnstore(StoredTable table) throws SQLException {
    String same =
        "SELECT 1 FROM timescaledb_information.hypertable_columnstore_settings WHERE hypertable = '%s'::regclass AND segmentby = '%s' AND orderby = '%s'"
            .formatted(PolicyJobs.qualified(table), table.segmentBy(), table.orderBy());
    if (!answers(same)) {
      execute(
          "ALTER TABLE %s SET (timescaledb.enable_columnstore, timescaledb.segmentby = '%s', timescaledb.orderby = '%s')"
              .formatted(PolicyJobs.qualified(table), table.segmentBy(), table.orderBy()));
      changes.add(
          "columnstore of %s by %s, ordered by %s"
              .formatted(table.table(), table.segmentBy(), table.orderBy()));
    }
  }

  private boolean answers(String question) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(question)) {
      return rows.next();
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      boolean unused = statement.execute(sql);
    }
  }
}
