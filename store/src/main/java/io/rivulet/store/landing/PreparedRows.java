package io.rivulet.store.landing;

import java.sql.Connection;
import java.sql.SQLException;

/** Rows that only have to be given to the database. */
interface PreparedRows {
  /** As {@link TableWriter#land}. */
  Landed land(Connection connection) throws SQLException;
}
