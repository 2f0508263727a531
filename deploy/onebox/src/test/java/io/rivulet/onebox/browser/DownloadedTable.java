package io.rivulet.onebox.browser;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;

/**
 * A file as somebody downloaded it, opened.
 *
 * @param columns their names, in order; of CSV with the unit as its heading has it
 * @param rows how many it holds
 */
record DownloadedTable(List<String> columns, long rows) {
  private static final int CONTINUATION = -1;

  /** Opens a file of a format that the page offers. */
  static DownloadedTable of(String format, byte[] file) throws IOException {
    return switch (format) {
      case "csv" -> csv(new String(file, StandardCharsets.UTF_8));
      case "parquet" -> parquet(file);
      case "arrow" -> arrow(file);
      default -> throw new IllegalArgumentException("no reader of " + format + " is here");
    };
  }

  /** None of its values holds a line break. */
  private static DownloadedTable csv(String text) {
    List<String> lines = text.lines().toList();
    return new DownloadedTable(Arrays.asList(lines.get(0).split(",")), lines.size() - 1L);
  }

  /** The footer, its length and PAR1 stand at the end. */
  private static DownloadedTable parquet(byte[] file) throws IOException {
    int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(file.length - 8);
    FileMetaData footer =
        Util.readFileMetaData(new ByteArrayInputStream(file, file.length - 8 - length, length));
    List<String> columns =
        footer.getSchema().stream()
            .filter(element -> !element.isSetNum_children())
            .map(SchemaElement::getName)
            .toList();
    return new DownloadedTable(columns, footer.getNum_rows());
  }

  /** A stream of messages, each with the length of its metadata, until one of length 0. */
  private static DownloadedTable arrow(byte[] file) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    List<String> columns = new ArrayList<>();
    long rows = 0;
    while (true) {
      if (in.getInt() != CONTINUATION) {
        throw new IOException("no message begins at " + (in.position() - 4));
      }
      int length = in.getInt();
      if (length == 0) {
        return new DownloadedTable(columns, rows);
      }
      Message message =
          Message.getRootAsMessage(in.slice(in.position(), length).order(ByteOrder.LITTLE_ENDIAN));
      if (message.headerType() == MessageHeader.Schema) {
        Schema schema = (Schema) message.header(new Schema());
        for (int i = 0; i < schema.fieldsLength(); i++) {
          columns.add(schema.fields(i).name());
        }
      } else {
        rows += ((RecordBatch) message.header(new RecordBatch())).length();
      }
      in.position(Math.toIntExact(in.position() + length + message.bodyLength()));
    }
  }
}
