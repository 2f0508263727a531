package io.rivulet.store.imports;

import io.rivulet.store.database.Capabilities;
import io.rivulet.store.database.StoredTable;
import io.rivulet.store.read.StoreUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Rolls an imported span up. Continuous aggregates are refreshed over a recent window only, and
 * what was imported is older; where this program keeps roll-ups itself, landing marked them.
 */
public final class ImportedRollUps {
  private static final Duration MARGIN = Duration.ofHours(2);
  private static final int TRIES = 15;
  private static final long PAUSE_MILLIS = 2_000;

  /** Lock not available, object in use, serialization failure, deadlock. */
  private static final Set<String> BUSY = Set.of("55P03", "55006", "40001", "40P01");

  /** Hours are made from minutes. */
  private static final List<StoredTable> ORDER =
      List.of(
          StoredTable.PUMP_MINUTE,
          StoredTable.PUMP_HOUR,
          StoredTable.VITALS_MINUTE,
          StoredTable.VITALS_HOUR);

  private final DataSource database;

  /** Through connections of this pool; its role owns the roll-ups. */
  public ImportedRollUps(DataSource database) {
    this.database = Objects.requireNonNull(database, "database");
  }

  /**
   * Refreshes what the database itself rolls up, over whole hours around a span.
   *
   * @return how many roll-ups were refreshed; none where there are no continuous aggregates
   * @throws StoreUnavailableException where the database does not answer or refuses
   */
  public int refresh(Instant first, Instant last) {
    try {
      Capabilities capabilities = Capabilities.of(database);
      int refreshed = 0;
      try (Connection connection = database.getConnection()) {
        // A refresh commits by itself, and refuses to be part of a transaction.
        connection.setAutoCommit(true);
        for (StoredTable rollUp : ORDER) {
          if (!capabilities.keepsOwn(rollUp)) {
            patiently(connection, rollUp, first, last);
            refreshed++;
          }
        }
      }
      return refreshed;
    } catch (SQLException e) {
      throw new StoreUnavailableException("roll-ups", e);
    }
  }

  /** A job of the database may refresh the same at this time; then it has its turn first. */
  private static void patiently(
      Connection connection, StoredTable rollUp, Instant first, Instant last) throws SQLException {
    for (int left = TRIES - 1; ; left--) {
      try {
        call(connection, rollUp, first, last);
        return;
      } catch (SQLException e) {
        if (left == 0 || !BUSY.contains(String.valueOf(e.getSQLState()))) {
          throw e;
        }
        try {
          Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          throw e;
        }
      }
    }
  }

  private static void call(Connection connection, StoredTable rollUp, Instant first, Instant last)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "CALL refresh_continuous_aggregate(?::regclass, ?::timestamptz, ?::timestamptz)")) {
      statement.setString(1, "rivulet." + rollUp.table());
      statement.setObject(2, hour(first.minus(MARGIN)));
      statement.setObject(3, hour(last.plus(MARGIN)));
      statement.execute();
    }
  }

  private static java.time.OffsetDateTime hour(Instant at) {
    return at.truncatedTo(ChronoUnit.HOURS).atOffset(ZoneOffset.UTC);
  }
}
