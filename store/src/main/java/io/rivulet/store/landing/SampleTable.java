package io.rivulet.store.landing;

import io.rivulet.store.database.StoredTable;
import java.sql.SQLException;
import java.time.Instant;

/** What {@link SampleWriter} needs to know of one kind of sample. */
interface SampleTable<T> {
  /** The table. */
  StoredTable table();

  /**
   * Inserts what is not there yet and answers (device, rows inserted). Takes the arrays of {@link
   * #bind}.
   */
  String insert();

  /** Copies rows whose columns are those of {@link #bind}; a row that is there already fails it. */
  String copy();

  /**
   * Answers the ordinals, from 1, of samples that another row contradicts. Takes the arrays of
   * {@link #bind}.
   */
  String contradicted();

  /** Names every column. */
  void bind(Columns<T> columns) throws SQLException;

  String device(T sample);

  Instant time(T sample);

  long sequence(T sample);

  /** What one sample says of its device. */
  DeviceHeard heard(T sample);

  /** As {@link TableWriter#check}. */
  default void check(T sample) {}
}
