package io.rivulet.store.read;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The rows of one question, fetched a few thousand at a time. Several may be read in turns. Close
 * it; the {@link History} it came from closes what is left open. For one thread at a time.
 *
 * @param <T> what a row is
 */
public final class HistoryRows<T> implements Iterator<T>, AutoCloseable {
  private final String question;
  private final PreparedStatement statement;
  private final ResultSet rows;
  private final Snapshot.Reader<T> reader;
  private boolean looked;
  private boolean found;

  HistoryRows(String question, PreparedStatement statement, Snapshot.Reader<T> reader)
      throws SQLException {
    this.question = question;
    this.statement = statement;
    this.rows = statement.executeQuery();
    this.reader = reader;
  }

  /**
   * Whether there is another row.
   *
   * @throws StoreUnavailableException where the database does not answer
   */
  @Override
  public boolean hasNext() {
    if (!looked) {
      try {
        found = rows.next();
        looked = true;
      } catch (SQLException e) {
        throw new StoreUnavailableException(question, e);
      }
    }
    return found;
  }

  /**
   * The next row.
   *
   * @throws StoreUnavailableException where the database does not answer
   */
  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no more rows of " + question);
    }
    try {
      T row = reader.read(new Row(rows));
      looked = false;
      return row;
    } catch (SQLException e) {
      throw new StoreUnavailableException(question, e);
    }
  }

  /** Ends the question; further rows cannot be read. */
  @Override
  public void close() {
    try {
      statement.close();
    } catch (SQLException e) {
      throw new StoreUnavailableException(question, e);
    }
  }
}
