package io.rivulet.store.research;

import io.rivulet.store.read.StoreUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * Adds to table {@code research_access} what the API is about to answer. Statements in SQL need
 * none of this: the views record them. Safe for use by many threads.
 */
public final class ResearchAudit {
  private static final String NOTE = "SELECT rivulet.research_note_request(?, ?, ?, ?)";

  private final DataSource database;

  /** Writes through connections of this pool; its role may call {@code research_note_request}. */
  public ResearchAudit(DataSource database) {
    this.database = Objects.requireNonNull(database, "database");
  }

  /**
   * Records a request; call it before the first row is read. When this returns the record is
   * committed, whatever becomes of the answer. Texts beyond 200 characters, filters beyond 4,000,
   * are cut.
   *
   * @throws StoreUnavailableException where it could not be recorded; then nothing must be answered
   */
  public void record(ResearchRequest request) {
    try (Connection connection = database.getConnection()) {
      connection.setReadOnly(false);
      connection.setAutoCommit(true);
      try (PreparedStatement statement = connection.prepareStatement(NOTE)) {
        statement.setString(1, storable(request.principal()));
        statement.setString(2, storable(request.path()));
        statement.setString(3, storable(request.request()));
        statement.setString(4, request.cohort().map(ResearchAudit::storable).orElse(null));
        statement.execute();
      }
    } catch (SQLException e) {
      throw new StoreUnavailableException("researchAudit", e);
    }
  }

  /** PostgreSQL has no text with a NUL; one in a request must not keep it from being recorded. */
  static String storable(String text) {
    return text.replace('\0', '\uFFFD');
  }
}
