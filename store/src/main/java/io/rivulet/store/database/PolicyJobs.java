package io.rivulet.store.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** TimescaleDB's scheduled jobs: each is left alone where it already does what is wanted. */
final class PolicyJobs {
  private static final String JOB =
      """
      SELECT (config ->> '%s')::interval IS NOT DISTINCT FROM %s
      FROM timescaledb_information.jobs
      WHERE proc_name = '%s' AND hypertable_schema = 'rivulet' AND hypertable_name = '%s'
      """;

  private final Connection connection;
  private final String functions;
  private final List<String> changes;

  /**
   * Notes what it changes in this list.
   *
   * @param functions the schema of TimescaleDB's functions
   */
  PolicyJobs(Connection connection, String functions, List<String> changes) {
    this.connection = connection;
    this.functions = functions;
    this.changes = changes;
  }

  private enum State {
    ABSENT,
    AS_WANTED,
    DIFFERENT
  }

  /** Compresses chunks of this age; none where it is zero. */
  void compress(StoredTable table, Duration after) throws SQLException {
    set(
        table,
        after.isZero(),
        state("policy_compression", "compress_after", table, interval(after)),
        "CALL %s.remove_columnstore_policy('%s')",
        "CALL %s.add_columnstore_policy('%s', after => " + interval(after) + ")",
        "chunks of %s are compressed " + (after.isZero() ? "no more" : "after " + after));
  }

  /** Drops chunks of this age; none where it is zero. */
  void retain(StoredTable table, Duration kept) throws SQLException {
    set(
        table,
        kept.isZero(),
        state("policy_retention", "drop_after", table, interval(kept)),
        "SELECT %s.remove_retention_policy('%s')",
        "SELECT %s.add_retention_policy('%s', drop_after => " + interval(kept) + ")",
        "rows of %s are kept " + (kept.isZero() ? "for ever" : kept));
  }

  /** Refreshes a roll-up, as far back as this; without end where it is zero. */
  void refresh(StoredTable rollUp, Duration back) throws SQLException {
    boolean minutes = rollUp.kind() == StoredTable.Kind.MINUTES;
    String start = back.isZero() ? "NULL::interval" : interval(back);
    set(
        rollUp,
        false,
        state("policy_refresh_continuous_aggregate", "start_offset", rollUp, start),
        "SELECT %s.remove_continuous_aggregate_policy('%s')",
        "SELECT %s.add_continuous_aggregate_policy('%s', start_offset => "
            + start
            + (minutes
                ? ", end_offset => interval '2 minutes', schedule_interval => interval '1 minute')"
                : ", end_offset => interval '2 hours', schedule_interval => interval '10 minutes')"),
        "%s is refreshed " + (back.isZero() ? "however late samples come" : "back to " + back));
  }

  /** The name with its schema. */
  static String qualified(StoredTable table) {
    return Migrations.SCHEMA + "." + table.table();
  }

  /** A span as SQL. */
  static String interval(Duration span) {
    return "interval '" + span.toSeconds() + " seconds'";
  }

  private void set(
      StoredTable table, boolean none, State state, String remove, String add, String change)
      throws SQLException {
    if (none ? state == State.ABSENT : state == State.AS_WANTED) {
      return;
    }
    if (state != State.ABSENT) {
      execute(remove.formatted(functions, qualified(table)));
    }
    if (!none) {
      execute(add.formatted(functions, qualified(table)));
    }
    changes.add(change.formatted(table.table()));
  }

  private State state(String procedure, String field, StoredTable table, String wanted)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(JOB.formatted(field, wanted, procedure, table.table()))) {
      if (!rows.next()) {
        return State.ABSENT;
      }
      return rows.getBoolean(1) ? State.AS_WANTED : State.DIFFERENT;
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      boolean unused = statement.execute(sql);
    }
  }
}
