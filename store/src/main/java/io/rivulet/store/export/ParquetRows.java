package io.rivulet.store.export;

import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.TypeDefinedOrder;
import org.apache.parquet.format.Util;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;

/**
 * A Parquet file, written from its beginning to its end without going back. Values are encoded by
 * parquet-column and described by parquet-format-structures; the file around them is laid out here,
 * because parquet-java's own does not do without Hadoop. At most one row group is in memory.
 */
final class ParquetRows implements RowSink {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int ROW_GROUP_ROWS = 16 * RowBatch.CAPACITY;
  private static final int ROW_GROUP_BYTES = 16 << 20;
  private static final int PAGE_ROWS = 20_000;
  private static final int PAGE_BYTES = 256 * 1024;
  private static final int ZSTD_LEVEL = 1;
  private static final int PRESENT = 1;

  private final RowShape shape;
  private final Provenance provenance;
  private final CountedOutput out;
  private final MessageType schema;
  private final ParquetProperties properties;
  private final List<RowGroup> groups = new ArrayList<>();
  private final ZstdCompressCtx zstd = new ZstdCompressCtx().setLevel(ZSTD_LEVEL);
  private Map<ColumnDescriptor, ParquetPages> pages = Map.of();
  private ColumnWriteStore store;
  private ColumnWriter[] writers = new ColumnWriter[0];
  private long rows;
  private long groupRows;

  ParquetRows(RowShape shape, Provenance provenance, OutputStream out) throws IOException {
    this.shape = shape;
    this.provenance = provenance;
    this.out = new CountedOutput(out);
    this.schema = ParquetSchema.of(shape);
    this.properties = properties(shape);
    this.out.write(MAGIC);
    begin();
  }

  private static ParquetProperties properties(RowShape shape) {
    ParquetProperties.Builder builder =
        ParquetProperties.builder()
            .withWriterVersion(ParquetProperties.WriterVersion.PARQUET_2_0)
            .withPageSize(PAGE_BYTES)
            .withPageRowCountLimit(PAGE_ROWS)
            .withSizeStatisticsEnabled(false);
    for (Column column : shape.columns()) {
      // Times hardly repeat, and their differences are small: they pack better without a
      // dictionary.
      builder.withDictionaryEncoding(
          column.name(), column.type() != ColumnType.TIME && column.type() != ColumnType.WHOLE);
    }
    return builder.build();
  }

  private void begin() {
    Map<ColumnDescriptor, ParquetPages> fresh = new LinkedHashMap<>();
    for (ColumnDescriptor column : schema.getColumns()) {
      fresh.put(column, new ParquetPages(column, zstd));
    }
    pages = fresh;
    store = properties.newColumnWriteStore(schema, fresh::get);
    writers = schema.getColumns().stream().map(store::getColumnWriter).toArray(ColumnWriter[]::new);
    groupRows = 0;
  }

  @Override
  public void write(RowBatch batch) throws IOException {
    for (int row = 0; row < batch.rows(); row++) {
      for (int i = 0; i < writers.length; i++) {
        ColumnValues values = batch.column(i);
        if (values.isMissing(row)) {
          writers[i].writeNull(0, 0);
        } else {
          value(writers[i], values, row);
        }
      }
      store.endRecord();
    }
    groupRows += batch.rows();
    if (groupRows >= ROW_GROUP_ROWS || store.getBufferedSize() >= ROW_GROUP_BYTES) {
      end();
      begin();
    }
  }

  private static void value(ColumnWriter writer, ColumnValues values, int row) {
    switch (values.type()) {
      case TEXT -> {
        int start = values.textStart(row);
        // The batch is used again: what goes into a dictionary or a bound is copied.
        writer.write(
            Binary.fromReusedByteArray(values.textArray(), start, values.textEnd(row) - start),
            0,
            PRESENT);
      }
      case WHOLE, TIME -> writer.write(values.whole(row), 0, PRESENT);
      case NUMBER -> writer.write(values.number(row), 0, PRESENT);
      case FLAG -> writer.write(values.flag(row), 0, PRESENT);
    }
  }

  private void end() throws IOException {
    store.flush();
    store.close();
    if (groupRows == 0) {
      return;
    }
    List<ColumnChunk> chunks = new ArrayList<>();
    long bytes = 0;
    for (ParquetPages column : pages.values()) {
      ColumnChunk chunk = column.writeTo(out);
      chunks.add(chunk);
      bytes += chunk.getMeta_data().getTotal_uncompressed_size();
    }
    groups.add(new RowGroup(chunks, bytes, groupRows));
    rows += groupRows;
  }

  @Override
  public void finish(Optional<String> next) throws IOException {
    end();
    zstd.close();
    FileMetaData footer = new FileMetaData(2, ParquetSchema.elements(schema), rows, groups);
    footer.setCreated_by("rivulet");
    footer.setColumn_orders(
        schema.getColumns().stream()
            .map(column -> ColumnOrder.TYPE_ORDER(new TypeDefinedOrder()))
            .toList());
    provenance.entries().forEach((key, value) -> footer.addToKey_value_metadata(pair(key, value)));
    for (Column column : shape.columns()) {
      if (!column.unit().isEmpty()) {
        footer.addToKey_value_metadata(pair("rivulet.unit." + column.name(), column.unit()));
      }
    }
    // Arrow's readers take units and time zones from it.
    String arrow = Base64.getEncoder().encodeToString(ArrowSchema.message(shape, provenance));
    footer.addToKey_value_metadata(pair("ARROW:schema", arrow));
    long start = out.count();
    Util.writeFileMetaData(footer, out);
    byte[] length =
        ByteBuffer.allocate(Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt((int) (out.count() - start))
            .array();
    out.write(length);
    out.write(MAGIC);
    out.flush();
  }

  private static KeyValue pair(String key, String value) {
    KeyValue pair = new KeyValue(key);
    pair.setValue(value);
    return pair;
  }
}
