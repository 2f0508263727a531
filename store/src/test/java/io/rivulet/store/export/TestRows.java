package io.rivulet.store.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Rows of every type, with values that are hard to write. */
final class TestRows {
  static final RowShape SHAPE =
      RowShape.of(
          "tests",
          Column.of("name", ColumnType.TEXT, "a text"),
          Column.of("count", ColumnType.WHOLE, "a whole number"),
          Column.measured("pressure", "mm[Hg]", "a number"),
          Column.of("flag", ColumnType.FLAG, "a flag"),
          Column.of("time", ColumnType.TIME, "an instant"));

  static final Provenance PROVENANCE =
      new Provenance("tests of \"everything\"", "test", Instant.parse("2026-11-21T00:00:00Z"));

  private TestRows() {}

  /** Three rows: usual, hard, and nothing at all. */
  static RowBatch few() {
    RowBatch batch = new RowBatch(SHAPE);
    row(batch, "plain", 1, 120.5, true, 1_772_442_000_000_000L);
    row(batch, "a,\"b\"\r\nİı\t\u0001🜁", Long.MIN_VALUE, -0.0, false, -1);
    for (int i = 0; i < 5; i++) {
      batch.column(i).addMissing();
    }
    batch.endRow();
    return batch;
  }

  static void row(
      RowBatch batch, String name, long count, double pressure, boolean flag, long micros) {
    batch.column(0).addText(name);
    batch.column(1).addWhole(count);
    batch.column(2).addNumber(pressure);
    batch.column(3).addWhole(flag ? 1 : 0);
    batch.column(4).addWhole(micros);
    batch.endRow();
  }

  /** So many rows, every seventh without a pressure, batch by batch. */
  static void write(RowSink sink, int rows) throws IOException {
    RowBatch batch = new RowBatch(SHAPE);
    for (int i = 0; i < rows; i++) {
      batch.column(0).addText("device-" + i % 100);
      batch.column(1).addWhole(i);
      if (i % 7 == 0) {
        batch.column(2).addMissing();
      } else {
        batch.column(2).addNumber(i / 2.0);
      }
      batch.column(3).addWhole(i % 3 == 0 ? 1 : 0);
      batch.column(4).addWhole(1_772_442_000_000_000L + i);
      batch.endRow();
      if (batch.isFull()) {
        sink.write(batch);
        batch.clear();
      }
    }
    sink.write(batch);
    sink.finish(Optional.empty());
  }

  static byte[] written(ExportFormat format, RowBatch... batches) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RowSink sink = format.open(SHAPE, PROVENANCE, out);
    for (RowBatch batch : batches) {
      sink.write(batch);
    }
    sink.finish(Optional.empty());
    return out.toByteArray();
  }
}
