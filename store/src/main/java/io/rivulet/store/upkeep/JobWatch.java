package io.rivulet.store.upkeep;

import io.rivulet.store.database.Capabilities;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks after TimescaleDB's scheduled jobs. They fail in silence: on some pairs of versions every
 * one of them does, rows stay uncompressed and roll-ups stop, and nothing else tells.
 */
public final class JobWatch {
  private static final String FAILING =
      """
      SELECT format('job %s (%s of %s) fails: %s', stats.job_id, job.proc_name,
        coalesce(job.hypertable_name, 'no table'), coalesce((
          SELECT left(error.err_message, 200) FROM timescaledb_information.job_errors error
          WHERE error.job_id = stats.job_id ORDER BY error.finish_time DESC LIMIT 1),
          'no reason is kept'))
      FROM timescaledb_information.job_stats stats
      JOIN timescaledb_information.jobs job USING (job_id)
      WHERE job.hypertable_schema = 'rivulet' AND stats.last_run_status = 'Failed'
      ORDER BY stats.job_id LIMIT 20
      """;

  private JobWatch() {}

  /** What fails and why, one sentence each, 20 at most; empty where TimescaleDB has no jobs. */
  public static List<String> failing(Connection connection, Capabilities capabilities)
      throws SQLException {
    List<String> failing = new ArrayList<>();
    if (capabilities.timescaleCommunity()) {
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(FAILING)) {
        while (rows.next()) {
          failing.add(rows.getString(1));
        }
      }
    }
    return failing;
  }
}
