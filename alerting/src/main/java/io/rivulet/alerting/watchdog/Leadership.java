package io.rivulet.alerting.watchdog;

import java.sql.SQLException;

/** Whether this instance is the one that watches. */
@FunctionalInterface
public interface Leadership {
  /**
   * Asks now.
   *
   * @throws SQLException where that cannot be told: then it is not
   */
  boolean leads() throws SQLException;
}
