package io.rivulet.store.export;

import com.github.luben.zstd.ZstdCompressCtx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.statistics.geospatial.GeospatialStatistics;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;

/**
 * The pages of one column in one row group, compressed with Zstandard, kept until the group is
 * written.
 */
final class ParquetPages implements PageWriter {
  private final ColumnDescriptor column;
  private final ZstdCompressCtx zstd;
  private final ByteArrayOutputStream dictionary = new ByteArrayOutputStream();
  private final ByteArrayOutputStream pages = new ByteArrayOutputStream();
  private final Set<org.apache.parquet.format.Encoding> encodings = new LinkedHashSet<>();
  private Statistics<?> statistics;
  private long values;
  private long uncompressedBytes;

  ParquetPages(ColumnDescriptor column, ZstdCompressCtx zstd) {
    this.column = column;
    this.zstd = zstd;
    this.statistics = Statistics.createStats(column.getPrimitiveType());
  }

  @Override
  public void writePageV2(
      int rowCount,
      int nullCount,
      int valueCount,
      BytesInput repetitionLevels,
      BytesInput definitionLevels,
      Encoding encoding,
      BytesInput data,
      Statistics<?> pageStatistics,
      SizeStatistics sizes,
      GeospatialStatistics places)
      throws IOException {
    byte[] plain = bytes(data);
    byte[] packed = plain.length == 0 ? plain : zstd.compress(plain);
    int levelBytes = (int) (repetitionLevels.size() + definitionLevels.size());
    PageHeader header =
        new PageHeader(
            PageType.DATA_PAGE_V2, levelBytes + plain.length, levelBytes + packed.length);
    DataPageHeaderV2 details =
        new DataPageHeaderV2(
            valueCount,
            nullCount,
            rowCount,
            named(encoding),
            (int) definitionLevels.size(),
            (int) repetitionLevels.size());
    details.setIs_compressed(plain.length > 0);
    header.setData_page_header_v2(details);
    int before = pages.size();
    Util.writePageHeader(header, pages);
    uncompressedBytes += pages.size() - before + levelBytes + plain.length;
    repetitionLevels.writeAllTo(pages);
    definitionLevels.writeAllTo(pages);
    pages.write(packed);
    values += valueCount;
    statistics.mergeStatistics(pageStatistics);
  }

  @Override
  public void writeDictionaryPage(DictionaryPage page) throws IOException {
    byte[] plain = bytes(page.getBytes());
    byte[] packed = zstd.compress(plain);
    PageHeader header = new PageHeader(PageType.DICTIONARY_PAGE, plain.length, packed.length);
    header.setDictionary_page_header(
        new DictionaryPageHeader(page.getDictionarySize(), named(page.getEncoding())));
    Util.writePageHeader(header, dictionary);
    uncompressedBytes += dictionary.size() + plain.length;
    dictionary.write(packed);
  }

  @Override
  public void writePageV2(
      int rowCount,
      int nullCount,
      int valueCount,
      BytesInput repetitionLevels,
      BytesInput definitionLevels,
      Encoding encoding,
      BytesInput data,
      Statistics<?> pageStatistics)
      throws IOException {
    writePageV2(
        rowCount,
        nullCount,
        valueCount,
        repetitionLevels,
        definitionLevels,
        encoding,
        data,
        pageStatistics,
        null,
        null);
  }

  /** Writes them, and says where they are and what they hold. */
  ColumnChunk writeTo(CountedOutput out) throws IOException {
    long start = out.count();
    dictionary.writeTo(out);
    long dataStart = out.count();
    pages.writeTo(out);
    ColumnMetaData chunk =
        new ColumnMetaData(
            ParquetSchema.stored(column.getPrimitiveType()),
            List.copyOf(encodings),
            List.of(column.getPath()),
            CompressionCodec.ZSTD,
            values,
            uncompressedBytes,
            out.count() - start,
            dataStart);
    if (dataStart > start) {
      chunk.setDictionary_page_offset(start);
    }
    chunk.setStatistics(stated());
    ColumnChunk placed = new ColumnChunk(0);
    placed.setMeta_data(chunk);
    return placed;
  }

  private static byte[] bytes(BytesInput input) throws IOException {
    ByteArrayOutputStream copy = new ByteArrayOutputStream((int) input.size());
    input.writeAllTo(copy);
    return copy.toByteArray();
  }

  private org.apache.parquet.format.Statistics stated() {
    org.apache.parquet.format.Statistics stated = new org.apache.parquet.format.Statistics();
    stated.setNull_count(statistics.getNumNulls());
    // Long texts are left out rather than cut: bounds that are not exact would have to say so.
    if (statistics.hasNonNullValue() && statistics.isSmallerThan(1_024)) {
      stated.setMin_value(statistics.getMinBytes());
      stated.setMax_value(statistics.getMaxBytes());
    }
    return stated;
  }

  private org.apache.parquet.format.Encoding named(Encoding encoding) {
    var named = org.apache.parquet.format.Encoding.valueOf(encoding.name());
    encodings.add(named);
    return named;
  }

  @Override
  @SuppressWarnings("deprecation") // The interface has it all the same.
  public void writePage(
      BytesInput bytes,
      int valueCount,
      Statistics<?> pageStatistics,
      Encoding repetitions,
      Encoding definitions,
      Encoding encoding) {
    throw new UnsupportedOperationException("pages of version 1 are not written");
  }

  @Override
  public void writePage(
      BytesInput bytes,
      int valueCount,
      int rowCount,
      Statistics<?> pageStatistics,
      Encoding repetitions,
      Encoding definitions,
      Encoding encoding) {
    throw new UnsupportedOperationException("pages of version 1 are not written");
  }

  @Override
  public long getMemSize() {
    return (long) dictionary.size() + pages.size();
  }

  @Override
  public long allocatedSize() {
    return getMemSize();
  }

  @Override
  public String memUsageString(String prefix) {
    return prefix + " " + getMemSize() + " bytes";
  }
}
