package io.rivulet.store.history;

import io.rivulet.store.export.Column;
import io.rivulet.store.export.ColumnType;
import io.rivulet.store.export.ColumnValues;
import io.rivulet.store.export.RowBatch;
import io.rivulet.store.export.RowShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes cursors of rows as they pass. */
final class Cursors {
  private static final Column COLUMN =
      Column.of("cursor", ColumnType.TEXT, "give it as after= to go on behind this row");

  private final String question;
  private final Ask ask;
  private Optional<String> last = Optional.empty();
  private Optional<RowBatch> wider = Optional.empty();

  Cursors(String question, Ask ask) {
    this.question = question;
    this.ask = ask;
  }

  static RowShape added(RowShape shape) {
    List<Column> columns = new ArrayList<>(shape.columns());
    columns.add(COLUMN);
    return new RowShape(shape.name(), columns);
  }

  /** Remembers the last row. */
  void look(RowBatch batch) {
    last = Optional.of(of(batch, batch.rows() - 1));
  }

  /** The cursor after the last row seen. */
  Optional<String> last() {
    return last;
  }

  /** The rows as changed, each with its cursor by the rows as they were read. */
  RowBatch add(RowBatch read, RowBatch changed) {
    RowBatch result = wider.orElseGet(() -> new RowBatch(added(changed.shape())));
    wider = Optional.of(result);
    result.clear();
    int columns = changed.shape().columns().size();
    for (int row = 0; row < changed.rows(); row++) {
      for (int i = 0; i < columns; i++) {
        result.column(i).addFrom(changed.column(i), row);
      }
      result.column(columns).addText(of(read, row));
      result.endRow();
    }
    return result;
  }

  private String of(RowBatch batch, int row) {
    List<String> values = new ArrayList<>();
    for (String key : ask.keys()) {
      ColumnValues column = batch.column(batch.shape().indexOf(key));
      values.add(
          column.type() == ColumnType.TEXT ? column.text(row) : Long.toString(column.whole(row)));
    }
    return new Cursor(values).encode(question);
  }
}
