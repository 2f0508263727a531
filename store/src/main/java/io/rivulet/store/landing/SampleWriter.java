package io.rivulet.store.landing;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lands samples once each. A sample whose device, time and sequence are there already is a repeat,
 * which at-least-once delivery leaves behind, and is only counted. Where its content differs it is
 * no repeat but a fault of the device, and is set aside rather than lost.
 *
 * <p>Repeats are rare, and COPY, which knows no conflicts, is several times as fast as an insert
 * that looks for them. So samples are copied first; where one is there already, the copy is undone
 * and they are inserted, and for some batches no copy is tried, because repeats come in runs.
 */
final class SampleWriter<T> implements TableWriter<T> {
  /** Fewer are as fast to insert, which takes one round trip. */
  private static final int FEWEST_COPIED = 32;

  private static final int BATCHES_WITHOUT_COPY = 16;
  private static final String UNIQUE_VIOLATION = "23505";

  private final SampleTable<T> table;
  private final RollUpMarks marks;
  private final CopyRows<T> copy = new CopyRows<>();

  /** Written by the thread that lands, read by the one that prepares. */
  private volatile int withoutCopy;

  SampleWriter(SampleTable<T> table, RollUpMarks marks) {
    this.table = table;
    this.marks = marks;
    try {
      table.bind(copy);
    } catch (SQLException e) {
      throw new IllegalStateException("naming columns asks no database", e);
    }
  }

  @Override
  public void check(T value) {
    table.check(value);
  }

  @Override
  public Landed land(Connection connection, List<Incoming<T>> records) throws SQLException {
    return prepare(records).land(connection);
  }

  @Override
  public PreparedRows prepare(List<Incoming<T>> records) {
    List<T> samples = records.stream().map(Incoming::value).toList();
    RollUpMarks.Due due = marks.due(table.table(), samples, table::device, table::time);
    Optional<CopyRows.Encoded> rows =
        withoutCopy > 0 || samples.size() < FEWEST_COPIED
            ? Optional.empty()
            : Optional.of(encode(samples));
    return connection -> land(connection, records, samples, due, rows);
  }

  private CopyRows.Encoded encode(List<T> samples) {
    // Neighbours in the key are neighbours in the index: fewer of its pages are gone to and fro.
    List<T> ordered = new ArrayList<>(samples);
    ordered.sort(Comparator.comparing(table::device).thenComparing(table::time));
    return copy.encode(ordered);
  }

  private Landed land(
      Connection connection,
      List<Incoming<T>> records,
      List<T> samples,
      RollUpMarks.Due due,
      Optional<CopyRows.Encoded> encoded)
      throws SQLException {
    due.mark(connection);
    if (copied(connection, encoded)) {
      return landed(records, samples.size(), Map.of(), List.of());
    }
    Map<String, Long> inserted = insert(connection, samples);
    long rows = inserted.values().stream().mapToLong(Long::longValue).sum();
    Map<String, Long> notInserted = Map.of();
    List<Unlandable> contradicted = List.of();
    if (rows < records.size()) {
      notInserted = notInserted(records, inserted);
      contradicted = contradicted(connection, records, notInserted);
    }
    return landed(records, rows, notInserted, contradicted);
  }

  private boolean copied(Connection connection, Optional<CopyRows.Encoded> rows)
      throws SQLException {
    if (withoutCopy > 0) {
      withoutCopy--;
      return false;
    }
    if (rows.isEmpty()) {
      return false;
    }
    Savepoint before = connection.setSavepoint();
    try {
      long unused = rows.get().copy(connection, table.copy());
      connection.releaseSavepoint(before);
      return true;
    } catch (SQLException e) {
      if (!UNIQUE_VIOLATION.equals(e.getSQLState())) {
        throw e;
      }
      connection.rollback(before);
      connection.releaseSavepoint(before);
      withoutCopy = BATCHES_WITHOUT_COPY;
      return false;
    }
  }

  private Map<String, Long> insert(Connection connection, List<T> samples) throws SQLException {
    Map<String, Long> inserted = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(table.insert())) {
      table.bind(new ColumnArrays<>(statement, samples));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          inserted.put(rows.getString(1), rows.getLong(2));
        }
      }
    }
    return inserted;
  }

  private Map<String, Long> notInserted(List<Incoming<T>> records, Map<String, Long> inserted) {
    Map<String, Long> missing =
        records.stream()
            .collect(groupingBy(record -> table.device(record.value()), HashMap::new, counting()));
    missing.replaceAll((device, sent) -> sent - inserted.getOrDefault(device, 0L));
    missing.values().removeIf(count -> count == 0);
    return missing;
  }

  private List<Unlandable> contradicted(
      Connection connection, List<Incoming<T>> records, Map<String, Long> notInserted)
      throws SQLException {
    List<Incoming<T>> suspects =
        records.stream()
            .filter(record -> notInserted.containsKey(table.device(record.value())))
            .toList();
    List<Unlandable> contradicted = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(table.contradicted())) {
      table.bind(new ColumnArrays<>(statement, suspects.stream().map(Incoming::value).toList()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          Incoming<T> record = suspects.get(Math.toIntExact(rows.getLong(1) - 1));
          contradicted.add(contradiction(record));
        }
      }
    }
    return contradicted;
  }

  private Unlandable contradiction(Incoming<T> record) {
    T sample = record.value();
    return new Unlandable(
        record.source(),
        Unlandable.Reason.CONTRADICTION,
        "another sample of %s at %s with sequence %d, but other content, was first"
            .formatted(table.device(sample), table.time(sample), table.sequence(sample)),
        table.device(sample));
  }

  private Landed landed(
      List<Incoming<T>> records,
      long rows,
      Map<String, Long> notInserted,
      List<Unlandable> contradicted) {
    Map<String, DeviceHeard> heard = new HashMap<>();
    for (Incoming<T> record : records) {
      DeviceHeard one = table.heard(record.value());
      heard.merge(one.device(), one, DeviceHeard::plus);
    }
    notInserted.forEach(
        (device, count) -> heard.computeIfPresent(device, (key, said) -> said.repeated(count)));
    contradicted.forEach(
        record -> heard.computeIfPresent(record.device(), (key, said) -> said.repeated(-1)));
    long repeats = records.size() - rows - contradicted.size();
    return new Landed(rows, repeats, contradicted, List.copyOf(heard.values()));
  }
}
