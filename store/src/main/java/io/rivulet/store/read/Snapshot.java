package io.rivulet.store.read;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The database as of one moment, for reading only. */
public final class Snapshot {
  /** Some hundred kilobytes of samples. */
  private static final int FETCHED_ROWS = 2_000;

  private final Connection connection;

  private Snapshot(Connection connection) {
    this.connection = connection;
  }

  /** A question that may take several statements. */
  public interface Question<T> {
    T ask(Snapshot snapshot) throws SQLException;
  }

  /** Reads one row. */
  public interface Reader<T> {
    T read(Row row) throws SQLException;
  }

  /** Asks, and names the question where the database does not answer. */
  public static <T> T ask(DataSource database, String name, Question<T> question) {
    try (Connection connection = database.getConnection()) {
      Snapshot snapshot = begin(connection);
      try {
        return question.ask(snapshot);
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw new StoreUnavailableException(name, e);
    }
  }

  /** Begins one on a connection that the caller rolls back and closes. */
  static Snapshot begin(Connection connection) throws SQLException {
    connection.setReadOnly(true);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setAutoCommit(false);
    return new Snapshot(connection);
  }

  /**
   * The rows of one statement.
   *
   * @param parameters texts, numbers, {@code String[]} for an array, or null for none
   */
  public <T> List<T> rows(String sql, Reader<T> reader, Object... parameters) throws SQLException {
    List<T> result = new ArrayList<>();
    try (PreparedStatement statement = prepare(sql, parameters)) {
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          result.add(reader.read(new Row(rows)));
        }
      }
    }
    return result;
  }

  /**
   * The rows of one statement, a few thousand in memory at a time.
   *
   * @param question names it where the database does not answer
   * @param parameters as for {@link #rows}
   */
  <T> HistoryRows<T> stream(String question, String sql, Reader<T> reader, Object... parameters)
      throws SQLException {
    PreparedStatement statement = prepare(sql, parameters);
    try {
      statement.setFetchSize(FETCHED_ROWS);
      return new HistoryRows<>(question, statement, reader);
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }

  private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      if (parameters[i] == null) {
        statement.setNull(i + 1, Types.ARRAY);
      } else if (parameters[i] instanceof String[] texts) {
        statement.setArray(i + 1, connection.createArrayOf("text", texts));
      } else {
        statement.setObject(i + 1, parameters[i]);
      }
    }
    return statement;
  }
}
