package io.rivulet.alerting.watchdog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * The instance that runs longest watches. While two believe that they do, which takes some seconds
 * at most, they state the same.
 *
 * @param database where every instance says once a second that it is there
 * @param instance this one's id there
 */
public record OldestInstance(DataSource database, String instance) implements Leadership {
  private static final String OLDEST =
      """
      SELECT id FROM rivulet_alerting.instance
      WHERE seen > clock_timestamp() - interval '5 seconds'
      ORDER BY started, id LIMIT 1
      """;

  /** Refuses missing parts. */
  public OldestInstance {
    Objects.requireNonNull(database, "database");
    Objects.requireNonNull(instance, "instance");
  }

  @Override
  public boolean leads() throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(OLDEST);
        ResultSet row = query.executeQuery()) {
      return row.next() && row.getString(1).equals(instance);
    }
  }
}
