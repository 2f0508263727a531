package io.rivulet.store.history;

import io.rivulet.store.export.RowBatch;
import io.rivulet.store.read.StoreUnavailableException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads history as of one moment, through one connection that changes nothing. Rows are COPYed in
 * binary, so the server sends them as they are read and neither side keeps more than a batch;
 * whoever reads slowly slows the server down, up to the time limit. For one thread at a time, save
 * {@link #cancel}.
 */
public final class HistoryReading implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HistoryReading.class);

  private final Connection connection;
  private final HistoryAccess access;
  private final AtomicBoolean cancelled = new AtomicBoolean();

  private boolean abandoned;

  private HistoryReading(Connection connection, HistoryAccess access) {
    this.connection = connection;
    this.access = access;
  }

  /** Takes rows; the batch is used again afterwards. */
  @FunctionalInterface
  interface Taker {
    void take(RowBatch batch) throws IOException;
  }

  /**
   * Begins.
   *
   * @param limit after which the server ends a statement
   * @throws StoreUnavailableException where the database does not answer
   */
  public static HistoryReading open(HistoryAccess access, Duration limit) {
    try {
      Connection connection = access.database().getConnection();
      try {
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        try (PreparedStatement statement =
            connection.prepareStatement(
                "SELECT set_config('statement_timeout', ?, true), set_config('work_mem', '32MB', true),"
                    + " set_config('search_path', 'pg_catalog', true)")) {
          statement.setString(1, limit.toMillis() + "ms");
          boolean unused = statement.execute();
        }
        return new HistoryReading(connection, access);
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new StoreUnavailableException("history", e);
    }
  }

  /** Through what it reads. */
  public HistoryAccess access() {
    return access;
  }

  /** The clinics whose rows are read. */
  HistorySites sites() {
    return access.sites();
  }

  /** Passes the rows of a question on, batch after batch. */
  long read(Ask ask, Optional<Cursor> after, Optional<Integer> limit, Taker taker)
      throws IOException {
    Sql sql = ask.statement(after, limit);
    try {
      bind(sql, ask.bySession());
      return copy(ask, "COPY (" + sql.in(access.schema()) + ") TO STDOUT (FORMAT binary)", taker);
    } catch (SQLException e) {
      throw new StoreUnavailableException(ask.shape().name(), e);
    }
  }

  /** Whether a relation is there and may be read. */
  boolean mayRead(String relation) {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT coalesce(has_table_privilege(to_regclass(?), 'SELECT'), false)"
                + " AND has_schema_privilege(split_part(?, '.', 1), 'USAGE') WHERE to_regclass(?) IS NOT NULL")) {
      for (int i = 1; i <= 3; i++) {
        statement.setString(i, relation);
      }
      try (var rows = statement.executeQuery()) {
        return rows.next() && rows.getBoolean(1);
      }
    } catch (SQLException e) {
      throw new StoreUnavailableException(relation, e);
    }
  }

  /**
   * Whether there is a session of this name, of a clinic whose rows are read.
   *
   * @throws StoreUnavailableException where the database does not answer
   */
  public boolean knows(String session) {
    Sql sql = Sql.of("SELECT FROM {schema}.session WHERE session = ").text(session);
    access.sites().on(sql, "site");
    try {
      bind(sql, true);
      try (PreparedStatement statement = connection.prepareStatement(sql.in(access.schema()));
          var rows = statement.executeQuery()) {
        return rows.next();
      }
    } catch (SQLException e) {
      throw new StoreUnavailableException("session", e);
    }
  }

  /** Ends what is being read, from any thread. */
  public void cancel() {
    if (cancelled.compareAndSet(false, true)) {
      try {
        connection.unwrap(PGConnection.class).cancelQuery();
      } catch (SQLException e) {
        throw new StoreUnavailableException("cancelling", e);
      }
    }
  }

  private void bind(Sql sql, boolean bySession) throws SQLException {
    List<String> settings = new ArrayList<>();
    // A session's samples are found by its devices' spans; a join that reads a whole table of
    // samples
    // is never the better one, whatever the estimate.
    settings.add("set_config('enable_hashjoin', ?, true)");
    settings.add("set_config('enable_mergejoin', ?, true)");
    for (int i = 0; i < sql.values().size(); i++) {
      settings.add("set_config('" + Sql.setting(i) + "', ?, true)");
    }
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT " + String.join(", ", settings))) {
      statement.setString(1, bySession ? "off" : "on");
      statement.setString(2, bySession ? "off" : "on");
      for (int i = 0; i < sql.values().size(); i++) {
        statement.setString(i + 3, sql.values().get(i));
      }
      boolean unused = statement.execute();
    }
  }

  private long copy(Ask ask, String statement, Taker taker) throws SQLException, IOException {
    CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(statement);
    boolean whole = false;
    try {
      RowBatch batch = new RowBatch(ask.shape());
      BinaryRows rows = new BinaryRows(batch);
      long count = 0;
      byte[] data = copy.readFromCopy();
      while (data != null) {
        count += rows.read(data);
        if (batch.isFull()) {
          taker.take(batch);
          batch.clear();
        }
        data = copy.readFromCopy();
      }
      whole = true;
      if (batch.rows() > 0) {
        taker.take(batch);
      }
      return count;
    } finally {
      if (!whole) {
        abandon();
      }
    }
  }

  /**
   * Ends the question in the server and the connection with it: a copy that was broken off may
   * leave rows on their way, and the next one to use the connection would read them.
   */
  private void abandon() {
    abandoned = true;
    try {
      connection.unwrap(PGConnection.class).cancelQuery();
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      LOG.debug("a connection that was given up was already gone", e);
    }
  }

  /** Ends it and gives the connection back. */
  @Override
  public void close() {
    try (connection) {
      connection.rollback();
    } catch (SQLException e) {
      // That the rollback fails tells the pool to let go of the connection.
      if (!abandoned) {
        throw new StoreUnavailableException("history", e);
      }
    }
  }
}
