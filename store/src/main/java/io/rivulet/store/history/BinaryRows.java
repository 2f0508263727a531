package io.rivulet.store.history;

import io.rivulet.store.export.ColumnValues;
import io.rivulet.store.export.RowBatch;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads rows as PostgreSQL copies them in binary: a header, rows, and an end. */
final class BinaryRows {
  private static final byte[] SIGNATURE =
      "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);

  /** PostgreSQL counts from the year 2000. */
  private static final long EPOCH_MICROS = 946_684_800_000_000L;

  private static final int MISSING = -1;

  private final RowBatch batch;
  private final int columns;
  private boolean begun;

  BinaryRows(RowBatch batch) {
    this.batch = batch;
    this.columns = batch.shape().columns().size();
  }

  /** Adds the rows of one piece, which holds whole rows, and says how many there were. */
  int read(byte[] piece) {
    ByteBuffer data = ByteBuffer.wrap(piece);
    if (!begun) {
      data.position(SIGNATURE.length + Integer.BYTES);
      int extension = data.getInt();
      data.position(data.position() + extension);
      begun = true;
    }
    int rows = 0;
    while (data.remaining() >= Short.BYTES) {
      int fields = data.getShort();
      if (fields == MISSING) {
        break;
      }
      if (fields != columns) {
        throw new IllegalStateException(
            "%s has %d columns, and the database sent %d"
                .formatted(batch.shape().name(), columns, fields));
      }
      row(piece, data);
      rows++;
    }
    return rows;
  }

  private void row(byte[] piece, ByteBuffer data) {
    for (int i = 0; i < columns; i++) {
      int length = data.getInt();
      ColumnValues values = batch.column(i);
      if (length == MISSING) {
        values.addMissing();
      } else {
        int start = data.position();
        value(values, piece, data, length);
        data.position(start + length);
      }
    }
    batch.endRow();
  }

  private static void value(ColumnValues values, byte[] piece, ByteBuffer data, int length) {
    switch (values.type()) {
      case TEXT -> values.addText(piece, data.position(), length);
      case WHOLE -> values.addWhole(data.getLong());
      case NUMBER -> values.addNumber(data.getDouble());
      case FLAG -> values.addWhole(data.get());
      case TIME -> {
        long micros = data.getLong();
        if (micros == Long.MAX_VALUE || micros == Long.MIN_VALUE) {
          values.addMissing();
        } else {
          values.addWhole(micros + EPOCH_MICROS);
        }
      }
    }
  }
}
