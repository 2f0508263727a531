package io.rivulet.store.history;

import io.rivulet.store.export.RowShape;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What can be asked of a session, row by row. */
public enum SessionTable {
  /** Everything that happened, in order. */
  TIMELINE(TimelineSql.SHAPE, TimelineSql.SELECT, "time", "time", "kind", "id"),
  /** What pumps sent. */
  PUMP_SAMPLES(
      SessionShapes.PUMP, SessionSql.PUMP, "device_time", "device", "device_time", "sequence"),
  /** What monitors sent. */
  VITALS_SAMPLES(
      SessionShapes.VITALS, SessionSql.VITALS, "device_time", "device", "device_time", "sequence"),
  /** Every dose statement. */
  DOSES(SessionShapes.DOSES, SessionSql.DOSES, "as_of", "as_of", "device", "drug", "revision"),
  /** Runs of readings beyond a limit. */
  EXCURSIONS(SessionShapes.EXCURSIONS, SessionSql.EXCURSIONS, "start_time", "start_time", "id"),
  /** What somebody may have had to act on. */
  ALERTS(SessionShapes.ALERTS, SessionSql.ALERTS, "start_time", "start_time", "id"),
  /** What people saw or asked. */
  OBSERVATIONS(
      SessionShapes.OBSERVATIONS, SessionSql.OBSERVATIONS, "observed_time", "observed_time", "id"),
  /** Scores of questionnaires after it. */
  OUTCOMES(SessionShapes.OUTCOMES, SessionSql.OUTCOMES, "scored_time", "scored_time", "id");

  private final RowShape shape;
  private final String select;
  private final String timeColumn;
  private final List<String> keys;

  SessionTable(RowShape shape, String select, String timeColumn, String... keys) {
    this.shape = shape;
    this.select = select;
    this.timeColumn = timeColumn;
    this.keys = List.of(keys);
  }

  /** As a path or an argument names it: {@code pump-samples}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What rows look like. */
  public RowShape shape() {
    return shape;
  }

  /** The one of this name. */
  public static Optional<SessionTable> named(String word) {
    return Stream.of(values()).filter(table -> table.word().equals(word)).findFirst();
  }

  /** Every name, for messages. */
  public static String words() {
    return Stream.of(values()).map(SessionTable::word).collect(Collectors.joining(", "));
  }

  String timeColumn() {
    return timeColumn;
  }

  List<String> keys() {
    return keys;
  }

  /** The rows of one session, with columns as in the shape. */
  Sql select(String session) {
    Sql sql = new Sql();
    String[] around = select.split("\\{session}", -1);
    sql.add(around[0]);
    for (int i = 1; i < around.length; i++) {
      sql.text(session).add(around[i]);
    }
    return sql;
  }
}
