package io.rivulet.store.landing;

import java.sql.SQLException;

/** Tells a row that the database will never take from a database that takes nothing now. */
final class RefusedRow {
  private static final String DATA_EXCEPTION = "22";
  private static final String CONSTRAINT_VIOLATION = "23";
  private static final String PROGRAM_LIMIT = "54";

  private RefusedRow() {}

  /** Whether the same row would be refused again, whenever it came. */
  static boolean isReasonOf(SQLException failure) {
    String state = failure.getSQLState();
    return state != null
        && (state.startsWith(DATA_EXCEPTION)
            || state.startsWith(CONSTRAINT_VIOLATION)
            || state.startsWith(PROGRAM_LIMIT));
  }
}
