package io.rivulet.store.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.testkit.Requirement;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TextFormatsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  @Requirement("HIST-020")
  void csvQuotesWhatNeedsItAndHasUnitsInItsHeading() throws IOException {
    assertThat(text(ExportFormat.CSV))
        .isEqualTo(
            "name,count,pressure (mm[Hg]),flag,time\r\n"
                + "plain,1,120.5,true,2026-03-02T09:00:00.000000Z\r\n"
                + "\"a,\"\"b\"\"\r\nİı\t\u0001🜁\",-9223372036854775808,-0.0,false,1969-12-31T23:59:59.999999Z\r\n"
                + ",,,,\r\n");
  }

  @Test
  @Requirement("HIST-020")
  void anEmptyTextInCsvIsNotAMissingOne() throws IOException {
    RowBatch batch = new RowBatch(RowShape.of("t", Column.of("a", ColumnType.TEXT, "a")));
    batch.column(0).addText("");
    batch.endRow();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RowSink sink = ExportFormat.CSV.open(batch.shape(), TestRows.PROVENANCE, out);
    sink.write(batch);
    sink.finish(Optional.empty());

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("a\r\n\"\"\r\n");
  }

  @Test
  @Requirement("HIST-021")
  void everyLineOfNdjsonIsARow() throws IOException {
    String[] lines = text(ExportFormat.NDJSON).split("\n");

    assertThat(lines).hasSize(3);
    JsonNode hard = JSON.readTree(lines[1]);
    assertThat(hard.get("name").asText()).isEqualTo("a,\"b\"\r\nİı\t\u0001🜁");
    assertThat(hard.get("count").longValue()).isEqualTo(Long.MIN_VALUE);
    assertThat(JSON.readTree(lines[2]).get("time").isNull()).isTrue();
  }

  @Test
  @Requirement("HIST-021")
  void aJsonDocumentSaysWhatItsColumnsAreAndThatItIsWhole() throws IOException {
    JsonNode document = JSON.readTree(text(ExportFormat.JSON));

    assertThat(document.get("rows")).hasSize(3);
    assertThat(document.get("columns").get(2).get("unit").asText()).isEqualTo("mm[Hg]");
    assertThat(document.get("provenance").get("rivulet.question").asText())
        .isEqualTo("tests of \"everything\"");
    assertThat(document.get("complete").asBoolean()).isTrue();
  }

  @Test
  @Requirement("HIST-021")
  void numbersThatJsonCannotWriteAreNull() throws IOException {
    RowBatch batch = new RowBatch(RowShape.of("t", Column.of("a", ColumnType.NUMBER, "a number")));
    batch.column(0).addNumber(Double.NaN);
    batch.endRow();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RowSink sink = ExportFormat.NDJSON.open(batch.shape(), TestRows.PROVENANCE, out);
    sink.write(batch);
    sink.finish(Optional.empty());

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("{\"a\":null}\n");
  }

  private static String text(ExportFormat format) throws IOException {
    return new String(TestRows.written(format, TestRows.few()), StandardCharsets.UTF_8);
  }
}
