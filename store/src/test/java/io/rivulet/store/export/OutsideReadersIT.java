package io.rivulet.store.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.store.history.SessionTable;
import io.rivulet.testkit.Requirement;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Other people's readers read what is written here: DuckDB Parquet, Apache Arrow its streams. */
class OutsideReadersIT {
  private static final int ROWS = 300_000;
  private static final int PRESSURES = ROWS - (ROWS + 6) / 7;
  private static final long INSTALL_SECONDS = 120;
  private static final long READ_SECONDS = 60;
  private static final Path FOLDER = Path.of("target", "witness");

  private static JsonNode found;

  @BeforeAll
  static void readAll() throws IOException, InterruptedException {
    assumeTrue(
        run(10, "node", "--version"),
        "DuckDB and Arrow do not witness what is exported: there is no node; install Node 20 or later");
    Files.createDirectories(FOLDER);
    for (String file : new String[] {"package.json", "witness.mjs"}) {
      Files.copy(
          Path.of("src", "test", "node", file),
          FOLDER.resolve(file),
          StandardCopyOption.REPLACE_EXISTING);
    }
    if (!Files.exists(FOLDER.resolve("node_modules/apache-arrow/package.json"))
        || !Files.exists(FOLDER.resolve("node_modules/@duckdb/node-api/package.json"))) {
      assumeTrue(
          run(INSTALL_SECONDS, "npm", "install", "--no-audit", "--no-fund", "--silent"),
          "DuckDB and Arrow do not witness what is exported: run npm install in store/"
              + FOLDER
              + " where the npm registry can be reached");
    }
    write(ExportFormat.PARQUET, "rows.parquet");
    write(ExportFormat.ARROW, "rows.arrows");
    writeExample();
    assertThat(
            run(READ_SECONDS, "node", "witness.mjs", "rows.parquet", "rows.arrows", "example.sql"))
        .as(Files.readString(FOLDER.resolve("error.txt")))
        .isTrue();
    found = new ObjectMapper().readTree(FOLDER.resolve("output.txt").toFile());
  }

  @Test
  @Requirement("HIST-022")
  void duckDbReadsEveryValueOfAParquetFileInItsType() {
    assertThat(found.get("types").toString())
        .isEqualTo(
            "[[\"name\",\"VARCHAR\"],[\"count\",\"BIGINT\"],[\"pressure\",\"DOUBLE\"],"
                + "[\"flag\",\"BOOLEAN\"],[\"time\",\"TIMESTAMP WITH TIME ZONE\"]]");
    JsonNode sums = found.get("sums").get(0);
    assertThat(sums.get(0).asLong()).isEqualTo(ROWS);
    assertThat(sums.get(1).asLong()).isEqualTo(PRESSURES);
    assertThat(sums.get(2).asLong()).isEqualTo((ROWS - 1L) * ROWS / 2);
    assertThat(sums.get(3).asDouble()).isEqualTo(sumOfPressures());
    assertThat(sums.get(4).asLong()).isEqualTo(100);
    assertThat(sums.get(5).asLong()).isEqualTo(1_772_442_000_000_000L);
    assertThat(sums.get(6).asLong()).isEqualTo(1_772_442_000_000_000L + ROWS - 1);
    assertThat(sums.get(7).asLong()).isEqualTo(ROWS / 3);
    assertThat(found.get("pushed").get(0).get(0).asLong()).isEqualTo(ROWS / 100 - 10);
    assertThat(found.get("groups").get(0).get(0).asLong()).isEqualTo(3);
  }

  /** The SQL of docs/export.md, over files where it looks for them. */
  private static void writeExample() throws IOException {
    Path pumps = Files.createDirectories(FOLDER.resolve("data").resolve("pumps"));
    RowShape shape = SessionTable.PUMP_SAMPLES.shape();
    try (OutputStream out = Files.newOutputStream(pumps.resolve("part-00001.parquet"))) {
      RowSink sink = ExportFormat.PARQUET.open(shape, TestRows.PROVENANCE, out);
      RowBatch batch = new RowBatch(shape);
      for (int row = 0; row < 30; row++) {
        pump(batch, row);
      }
      sink.write(batch);
      sink.finish(Optional.empty());
    }
    Matcher sql =
        Pattern.compile("duckdb\\.sql\\('{3}(.*?)'{3}\\)", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("..", "docs", "export.md")));
    assertThat(sql.find()).isTrue();
    Files.writeString(FOLDER.resolve("example.sql"), sql.group(1));
  }

  /** Ten samples of each of three sessions; every second one runs, at as many mL/h as its place. */
  private static void pump(RowBatch batch, int row) {
    for (int i = 0; i < batch.shape().columns().size(); i++) {
      Column column = batch.shape().columns().get(i);
      switch (column.name()) {
        case "session" -> batch.column(i).addText("s-" + row / 10);
        case "device" -> batch.column(i).addText("pump-1");
        case "state" -> batch.column(i).addText(row % 2 == 0 ? "RUN" : "HOLD");
        case "rate" -> batch.column(i).addNumber(row);
        case "device_time", "sequence" -> batch.column(i).addWhole(row * 1_000_000L);
        default -> batch.column(i).addMissing();
      }
    }
    batch.endRow();
  }

  @Test
  @Requirement("HIST-016")
  void theSqlOfTheDocumentationReadsWhatIsExported() {
    assertThat(found.get("example").toString())
        .isEqualTo("[[\"s-0\",\"10\",4],[\"s-1\",\"10\",14],[\"s-2\",\"10\",24]]");
  }

  @Test
  @Requirement("HIST-022")
  void duckDbReadsUnitsAndProvenance() {
    assertThat(found.get("metadata").toString())
        .contains("[\"rivulet.unit.pressure\",\"mm[Hg]\"]")
        .contains("[\"rivulet.asked\",\"2026-11-21T00:00:00Z\"]")
        .contains("rivulet.question");
  }

  @Test
  @Requirement("HIST-023")
  void arrowReadsEveryValueOfAStreamWithItsUnit() {
    JsonNode arrow = found.get("arrow");
    assertThat(arrow.get("rows").asLong()).isEqualTo(ROWS);
    assertThat(arrow.get("present").asLong()).isEqualTo(PRESSURES);
    assertThat(arrow.get("sum").asDouble()).isEqualTo(sumOfPressures());
    assertThat(arrow.get("unit").asText()).isEqualTo("mm[Hg]");
    assertThat(arrow.get("time").asText()).containsIgnoringCase("timestamp<microsecond");
    assertThat(arrow.get("question").asText()).isEqualTo("tests of \"everything\"");
    assertThat(arrow.get("lastName").asText()).isEqualTo("device-99");
    assertThat(arrow.get("flags").asLong()).isEqualTo(ROWS / 3);
  }

  private static double sumOfPressures() {
    return java.util.stream.IntStream.range(0, ROWS)
        .filter(i -> i % 7 != 0)
        .mapToDouble(i -> i / 2.0)
        .sum();
  }

  private static void write(ExportFormat format, String file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(FOLDER.resolve(file)))) {
      RowSink sink = format.open(TestRows.SHAPE, TestRows.PROVENANCE, out);
      TestRows.write(sink, ROWS);
    }
  }

  private static boolean run(long seconds, String... command) throws InterruptedException {
    try {
      Files.createDirectories(FOLDER);
      Process process =
          new ProcessBuilder(command)
              .directory(FOLDER.toFile())
              .redirectOutput(FOLDER.resolve("output.txt").toFile())
              .redirectError(FOLDER.resolve("error.txt").toFile())
              .start();
      if (process.waitFor(seconds, TimeUnit.SECONDS)) {
        return process.exitValue() == 0;
      }
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      return false;
    } catch (IOException e) {
      return false;
    }
  }
}
