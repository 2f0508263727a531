package io.rivulet.store.landing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Lands records of one kind in their tables. */
interface TableWriter<T> {
  /**
   * Lands all of these, in a transaction that the caller ends.
   *
   * @param records at least one, in the order of their partitions
   * @throws SQLException where the database refuses one of them, or is away
   */
  Landed land(Connection connection, List<Incoming<T>> records) throws SQLException;

  /**
   * Works out what needs no database, while the batch before is being landed.
   *
   * @param records as for {@link #land}
   */
  default PreparedRows prepare(List<Incoming<T>> records) {
    return connection -> land(connection, records);
  }

  /**
   * Looks at what a record says before it goes near the database.
   *
   * @throws IllegalArgumentException saying why no table can hold it
   */
  default void check(T value) {}
}
