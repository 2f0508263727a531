package io.rivulet.store.upkeep;

import io.rivulet.store.database.Capabilities;
import io.rivulet.store.database.StorageSettings;
import io.rivulet.store.database.StoredTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * Removes what is past its retention where TimescaleDB has no policies: chunks whole, of plain
 * tables a bounded number of rows in each transaction.
 */
final class Retention {
  private final Capabilities capabilities;
  private final StorageSettings settings;
  private final int rows;

  /**
   * Keeps what the settings say.
   *
   * @param rows how many rows one transaction removes of a table at most
   */
  Retention(Capabilities capabilities, StorageSettings settings, int rows) {
    this.capabilities = capabilities;
    this.settings = settings;
    this.rows = rows;
  }

  /** Takes one bounded step for each table and answers whether anything is left to remove. */
  boolean step(Connection connection, Instant now) throws SQLException {
    boolean left = false;
    for (StoredTable table : StoredTable.values()) {
      Duration kept = settings.kept(table.kind());
      if (!kept.isZero() && !hasPolicy(table)) {
        left |= remove(connection, table, cutoff(now, kept));
      }
    }
    return left;
  }

  /** Older rows go: the begin of an hour, so that no hour is half there. */
  static Instant cutoff(Instant now, Duration kept) {
    return now.minus(kept).truncatedTo(ChronoUnit.HOURS);
  }

  private boolean hasPolicy(StoredTable table) {
    boolean aggregate = StoredTable.rollUps().contains(table) && !capabilities.keepsOwn(table);
    return capabilities.timescaleCommunity() && (aggregate || capabilities.isHypertable(table));
  }

  private boolean remove(Connection connection, StoredTable table, Instant cutoff)
      throws SQLException {
    if (capabilities.isHypertable(table)) {
      execute(
          connection,
          "SELECT %s.drop_chunks('rivulet.%s', older_than => timestamptz '%s')"
              .formatted(capabilities.timescaleSchema(), table.table(), cutoff));
      return false;
    }
    String sql =
        """
        DELETE FROM rivulet.%1$s WHERE ctid = ANY (ARRAY(
          SELECT ctid FROM rivulet.%1$s WHERE %2$s < ? LIMIT ?))
        """
            .formatted(table.table(), table.timeColumn());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, OffsetDateTime.ofInstant(cutoff, ZoneOffset.UTC));
      statement.setInt(2, rows);
      return statement.executeUpdate() == rows;
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      boolean unused = statement.execute(sql);
    }
  }
}
