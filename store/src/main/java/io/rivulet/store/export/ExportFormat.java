package io.rivulet.store.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How rows are written. */
public enum ExportFormat {
  /** One JSON object with columns, rows and what comes next. */
  JSON("application/json", "json"),
  /** One JSON object a line. */
  NDJSON("application/x-ndjson", "ndjson"),
  /** RFC 4180, with units in the heading. */
  CSV("text/csv", "csv"),
  /** Apache Parquet. */
  PARQUET("application/vnd.apache.parquet", "parquet"),
  /** Apache Arrow, IPC stream. */
  ARROW("application/vnd.apache.arrow.stream", "arrows");

  private final String mediaType;
  private final String extension;

  ExportFormat(String mediaType, String extension) {
    this.mediaType = mediaType;
    this.extension = extension;
  }

  /** As HTTP names it. */
  public String mediaType() {
    return mediaType;
  }

  /** What names of files end in, without the dot. */
  public String extension() {
    return extension;
  }

  /** As people name it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one of this name, in whatever case. */
  public static Optional<ExportFormat> named(String word) {
    return Stream.of(values())
        .filter(format -> format.word().equals(word.toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  /** The one of this media type. */
  public static Optional<ExportFormat> ofMediaType(String mediaType) {
    return Stream.of(values())
        .filter(format -> format.mediaType.equals(mediaType.toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  /** Every name, for messages. */
  public static String words() {
    return Stream.of(values()).map(ExportFormat::word).collect(Collectors.joining(", "));
  }

  /**
   * Begins to write. What is written is buffered up to some tens of kilobytes, Parquet up to a row
   * group; {@link RowSink#finish} passes the rest on.
   *
   * @throws IOException where it cannot be written
   */
  public RowSink open(RowShape shape, Provenance provenance, OutputStream out) throws IOException {
    return switch (this) {
      case JSON -> JsonRows.document(shape, provenance, out);
      case NDJSON -> JsonRows.lines(shape, out);
      case CSV -> new CsvRows(shape, out);
      case PARQUET -> new ParquetRows(shape, provenance, out);
      case ARROW -> new ArrowRows(shape, provenance, out);
    };
  }
}
