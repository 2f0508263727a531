package io.rivulet.store.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * RFC 4180 in UTF-8 without a byte-order mark: CRLF, quotes where they are needed, a heading with
 * units. What is missing is empty; an empty text is a pair of quotes.
 */
final class CsvRows implements RowSink {
  private final RowShape shape;
  private final TextOutput out;

  CsvRows(RowShape shape, OutputStream out) throws IOException {
    this.shape = shape;
    this.out = new TextOutput(out);
    for (int i = 0; i < shape.columns().size(); i++) {
      byte[] heading = shape.columns().get(i).heading().getBytes(StandardCharsets.UTF_8);
      separate(i);
      text(heading, 0, heading.length);
    }
    end();
  }

  @Override
  public void write(RowBatch batch) throws IOException {
    int columns = shape.columns().size();
    for (int row = 0; row < batch.rows(); row++) {
      for (int i = 0; i < columns; i++) {
        separate(i);
        ColumnValues values = batch.column(i);
        if (!values.isMissing(row)) {
          value(values, row);
        }
      }
      end();
    }
  }

  @Override
  public void finish(Optional<String> next) throws IOException {
    out.flush();
  }

  private void value(ColumnValues values, int row) throws IOException {
    switch (values.type()) {
      case TEXT -> {
        int start = values.textStart(row);
        text(values.textArray(), start, values.textEnd(row) - start);
      }
      case WHOLE -> out.add(values.whole(row));
      case NUMBER -> out.add(Double.toString(values.number(row)));
      case FLAG -> out.add(values.flag(row) ? "true" : "false");
      case TIME -> out.addTime(values.whole(row));
    }
  }

  private void text(byte[] from, int start, int length) throws IOException {
    boolean plain = length > 0;
    for (int i = start; i < start + length && plain; i++) {
      plain = from[i] != '"' && from[i] != ',' && from[i] != '\r' && from[i] != '\n';
    }
    if (plain) {
      out.add(from, start, length);
      return;
    }
    out.add('"');
    for (int i = start; i < start + length; i++) {
      if (from[i] == '"') {
        out.add('"');
      }
      out.add(from[i]);
    }
    out.add('"');
  }

  private void separate(int column) throws IOException {
    if (column > 0) {
      out.add(',');
    }
  }

  private void end() throws IOException {
    out.add('\r');
    out.add('\n');
  }
}
