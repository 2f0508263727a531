package io.rivulet.store.history;

import io.rivulet.store.export.ColumnType;
import io.rivulet.store.export.RowShape;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A question made ready: what its rows look like, how to ask, and the columns that order them and
 * tell them apart, after which reading may go on.
 *
 * @param shape of the rows
 * @param body a SELECT with the columns of the shape, in their order and exactly of their types
 * @param keys names of the columns that order the rows; together unique; never null
 * @param bySession whether only rows of one session are asked for
 */
record Ask(RowShape shape, Sql body, List<String> keys, boolean bySession) {
  Ask {
    Objects.requireNonNull(shape, "shape");
    Objects.requireNonNull(body, "body");
    keys = List.copyOf(keys);
  }

  /** The whole statement: rows in order, after a cursor, up to a limit. */
  Sql statement(Optional<Cursor> after, Optional<Integer> limit) {
    Sql sql = Sql.of("SELECT * FROM (").add(body).add(") asked");
    if (keys.isEmpty()) {
      return sql;
    }
    String order = String.join(", ", keys);
    if (after.isPresent()) {
      sql.add(" WHERE (").add(order).add(") > (");
      for (int i = 0; i < keys.size(); i++) {
        sql.add(i == 0 ? "" : ", ");
        bind(sql, keys.get(i), after.get().values().get(i));
      }
      sql.add(")");
    }
    sql.add(" ORDER BY ").add(order);
    // Where a view hides what tells two rows apart, both are on one page: the next page begins
    // behind their key.
    limit.ifPresent(rows -> sql.add(" FETCH FIRST (").whole(rows).add(") ROWS WITH TIES"));
    return sql;
  }

  private void bind(Sql sql, String key, String value) {
    switch (type(key)) {
      case TEXT -> sql.text(value);
      case TIME -> sql.time(Cursor.time(value));
      case WHOLE -> sql.whole(Cursor.whole(value));
      case NUMBER, FLAG ->
          throw new IllegalStateException(key + " of " + shape.name() + " cannot order rows");
    }
  }

  private ColumnType type(String key) {
    return shape.columns().get(shape.indexOf(key)).type();
  }

  /** What it asks, for messages: columns and keys. */
  String name() {
    return shape.name() + keys.stream().collect(Collectors.joining(", ", " by ", ""));
  }
}
