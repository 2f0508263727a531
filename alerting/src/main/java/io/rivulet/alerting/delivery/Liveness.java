package io.rivulet.alerting.delivery;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/** Which instances of alerting run: what one that is gone had begun is taken over. */
public interface Liveness {
  /** This instance's id: another one for each start. */
  String instance();

  /**
   * The ids of the instances that were seen within the last 5 s, by the clock of the database.
   *
   * @param connection to ask with
   */
  Set<String> alive(Connection connection) throws SQLException;
}
