package io.rivulet.alerting.delivery;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Set;

/** Which instances of alerting run: what one that is gone had begun is taken over. */
public interface Liveness {
  /** This instance's id: another one for each start. */
  String instance();

  /**
   * The ids of the instances that were seen within the last 5 s, this one included.
   *
   * @param connection to ask with
   */
  Set<String> alive(Connection connection, Instant now) throws SQLException;
}
