package io.rivulet.store.landing;

import io.rivulet.store.database.Capabilities;
import io.rivulet.store.database.StoredTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Table {@code roll_up_due}: which minutes are to be rolled up anew, written in the transaction
 * that changes their samples. Only where no continuous aggregate does it.
 */
final class RollUpMarks {
  private static final String MARK =
      """
      INSERT INTO rivulet.roll_up_due (kind, device, bucket)
      SELECT kind, device, rivulet.instant_of(bucket)
      FROM unnest(?::text[], ?::text[], ?::int8[]) AS due (kind, device, bucket)
      """;

  /** Until it is known, marks are made: one too many does no harm. */
  private volatile boolean pumps = true;

  private volatile boolean vitals = true;

  private record Minute(String device, Instant begin) {}

  /** Marks only what this database does not roll up itself. */
  void limitTo(Capabilities capabilities) {
    pumps = capabilities.keepsOwn(StoredTable.PUMP_MINUTE);
    vitals = capabilities.keepsOwn(StoredTable.VITALS_MINUTE);
  }

  /** Minutes to mark. */
  interface Due {
    /** Nothing. */
    Due NOTHING = connection -> {};

    /** Marks them, each once. */
    void mark(Connection connection) throws SQLException;
  }

  /** The minutes of these samples. */
  <T> Due due(
      StoredTable table, List<T> samples, Function<T, String> device, Function<T, Instant> time) {
    boolean pump = table == StoredTable.PUMP_SAMPLE;
    if (samples.isEmpty() || !(pump ? pumps : vitals)) {
      return Due.NOTHING;
    }
    Set<Minute> minutes = new LinkedHashSet<>();
    for (T sample : samples) {
      minutes.add(
          new Minute(device.apply(sample), time.apply(sample).truncatedTo(ChronoUnit.MINUTES)));
    }
    return connection -> mark(connection, pump, List.copyOf(minutes));
  }

  private static void mark(Connection connection, boolean pump, List<Minute> minutes)
      throws SQLException {
    ColumnArrays.update(
        connection,
        MARK,
        minutes,
        columns ->
            columns
                .text(minute -> pump ? "pump" : "vitals")
                .text(Minute::device)
                .times(Minute::begin));
  }
}
