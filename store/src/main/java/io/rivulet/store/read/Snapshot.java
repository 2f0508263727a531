package io.rivulet.store.read;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The database as of one moment, for reading only. */
final class Snapshot {
  private final Connection connection;

  private Snapshot(Connection connection) {
    this.connection = connection;
  }

  /** A question that may take several statements. */
  interface Question<T> {
    T ask(Snapshot snapshot) throws SQLException;
  }

  /** Reads one row. */
  interface Reader<T> {
    T read(Row row) throws SQLException;
  }

  /** Asks, and names the question where the database does not answer. */
  static <T> T ask(DataSource database, String name, Question<T> question) {
    try (Connection connection = database.getConnection()) {
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setAutoCommit(false);
      try {
        return question.ask(new Snapshot(connection));
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw new StoreUnavailableException(name, e);
    }
  }

  /**
   * The rows of one statement.
   *
   * @param parameters texts, whole numbers, or {@code String[]} for an array
   */
  <T> List<T> rows(String sql, Reader<T> reader, Object... parameters) throws SQLException {
    List<T> result = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        if (parameters[i] instanceof String[] texts) {
          statement.setArray(i + 1, connection.createArrayOf("text", texts));
        } else {
          statement.setObject(i + 1, parameters[i]);
        }
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          result.add(reader.read(new Row(rows)));
        }
      }
    }
    return result;
  }
}
