package io.rivulet.store.landing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Works rows out again from the events they come from. */
final class Restatement {
  private Restatement() {}

  /** Runs a statement whose one parameter is an array of names. */
  static void run(Connection connection, String sql, String[] names) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("text", names));
      boolean unused = statement.execute();
    }
  }
}
