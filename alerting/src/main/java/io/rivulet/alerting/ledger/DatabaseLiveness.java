package io.rivulet.alerting.ledger;

import io.rivulet.alerting.delivery.Liveness;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** Who lives by table {@code instance}: whoever was seen within 5 s by the database's clock. */
public final class DatabaseLiveness implements Liveness {
  private static final String ALIVE =
      """
      SELECT id FROM rivulet_alerting.instance
      WHERE seen > clock_timestamp() - interval '5 seconds'
      """;

  private final String instance;

  /** Of this instance. */
  public DatabaseLiveness(String instance) {
    this.instance = instance;
  }

  @Override
  public String instance() {
    return instance;
  }

  @Override
  public Set<String> alive(Connection connection, Instant now) throws SQLException {
    Set<String> alive = new HashSet<>();
    alive.add(instance);
    try (PreparedStatement statement = connection.prepareStatement(ALIVE);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        alive.add(row.getString(1));
      }
    }
    return alive;
  }
}
