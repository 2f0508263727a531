package io.rivulet.store.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * JSON: rows as objects, with what is missing as null. A document says what its columns are and
 * ends with {@code "complete":true}, so that one that was cut off can be told; lines are the rows
 * alone.
 */
final class JsonRows implements RowSink {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final TextOutput out;
  private final boolean document;
  private final byte[][] names;
  private boolean any;

  private JsonRows(RowShape shape, OutputStream out, boolean document) throws IOException {
    this.out = new TextOutput(out);
    this.document = document;
    this.names = new byte[shape.columns().size()][];
    for (int i = 0; i < names.length; i++) {
      names[i] =
          ((i == 0 ? "{\"" : ",\"") + shape.columns().get(i).name() + "\":")
              .getBytes(StandardCharsets.UTF_8);
    }
  }

  static JsonRows lines(RowShape shape, OutputStream out) throws IOException {
    return new JsonRows(shape, out, false);
  }

  static JsonRows document(RowShape shape, Provenance provenance, OutputStream out)
      throws IOException {
    JsonRows rows = new JsonRows(shape, out, true);
    rows.begin(shape, provenance);
    return rows;
  }

  private void begin(RowShape shape, Provenance provenance) throws IOException {
    out.add("{\"name\":");
    text(shape.name());
    out.add(",\"provenance\":{");
    String separator = "";
    for (var entry : provenance.entries().entrySet()) {
      out.add(separator);
      text(entry.getKey());
      out.add(':');
      text(entry.getValue());
      separator = ",";
    }
    out.add("},\"columns\":[");
    separator = "";
    for (Column column : shape.columns()) {
      out.add(separator + "{\"name\":");
      text(column.name());
      out.add(",\"type\":");
      text(column.type().name().toLowerCase(java.util.Locale.ROOT));
      out.add(",\"unit\":");
      text(column.unit());
      out.add(",\"doc\":");
      text(column.doc());
      out.add('}');
      separator = ",";
    }
    out.add("],\"rows\":[");
  }

  @Override
  public void write(RowBatch batch) throws IOException {
    for (int row = 0; row < batch.rows(); row++) {
      if (document) {
        out.add(any ? ",\n" : "\n");
        any = true;
      }
      for (int i = 0; i < names.length; i++) {
        out.add(names[i]);
        ColumnValues values = batch.column(i);
        if (values.isMissing(row)) {
          out.add("null");
        } else {
          value(values, row);
        }
      }
      out.add('}');
      if (!document) {
        out.add('\n');
      }
    }
  }

  @Override
  public void finish(Optional<String> next) throws IOException {
    if (document) {
      out.add("\n],");
      if (next.isPresent()) {
        out.add("\"next\":");
        text(next.get());
        out.add(',');
      }
      out.add("\"complete\":true}\n");
    }
    out.flush();
  }

  private void value(ColumnValues values, int row) throws IOException {
    switch (values.type()) {
      case TEXT -> text(values.textArray(), values.textStart(row), values.textEnd(row));
      case WHOLE -> out.add(values.whole(row));
      case NUMBER -> number(values.number(row));
      case FLAG -> out.add(values.flag(row) ? "true" : "false");
      case TIME -> {
        out.add('"');
        out.addTime(values.whole(row));
        out.add('"');
      }
    }
  }

  /** JSON has neither NaN nor infinity. */
  private void number(double value) throws IOException {
    out.add(Double.isFinite(value) ? Double.toString(value) : "null");
  }

  private void text(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    text(bytes, 0, bytes.length);
  }

  private void text(byte[] from, int start, int end) throws IOException {
    out.add('"');
    int copied = start;
    for (int i = start; i < end; i++) {
      byte next = from[i];
      // Bytes of characters beyond ASCII are negative and are passed on as they are.
      if (next == '"' || next == '\\' || next >= 0 && next < ' ') {
        out.add(from, copied, i - copied);
        copied = i + 1;
        escaped(next);
      }
    }
    out.add(from, copied, end - copied);
    out.add('"');
  }

  private void escaped(byte next) throws IOException {
    out.add('\\');
    switch (next) {
      case '"', '\\' -> out.add(next);
      case '\n' -> out.add('n');
      case '\r' -> out.add('r');
      case '\t' -> out.add('t');
      default -> {
        out.add("u00");
        out.add(HEX[next >> 4]);
        out.add(HEX[next & 15]);
      }
    }
  }
}
