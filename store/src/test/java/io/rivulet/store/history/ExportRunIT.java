package io.rivulet.store.history;

import static io.rivulet.store.history.PastClinic.BEGIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.store.export.ExportFormat;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportRunIT {
  private static final SessionExport PUMPS =
      new SessionExport(
          SessionFilter.of(Map.of("site", "colombo-1")),
          new SessionExport.Table(SessionTable.PUMP_SAMPLES),
          ExportFormat.CSV,
          2);
  private static final ExportRun.Progress NOBODY = (rows, done, all) -> {};

  private static PastClinic clinic;

  @TempDir Path folder;

  @BeforeAll
  static void fill() throws IOException, SQLException {
    clinic = PastClinic.open();
    for (int i = 1; i <= 5; i++) {
      clinic.session("s-" + i, "colombo-1", "ketamine", BEGIN.plusSeconds(i * 10_000));
      clinic.pumpSamples("pump-s-" + i, BEGIN.plusSeconds(i * 10_000), 100);
    }
  }

  @AfterAll
  static void end() {
    clinic.close();
  }

  @Test
  @Requirement("HIST-024")
  void anExportIsWrittenInPartsWithTheirRowsAndHashes() throws IOException {
    ExportRun.Result result = run().run(PUMPS, folder, NOBODY);

    assertThat(result).isEqualTo(new ExportRun.Result(5, 3, 500, 0));
    List<String> manifest = Files.readAllLines(folder.resolve("manifest.ndjson"));
    assertThat(manifest).hasSize(5);
    assertThat(manifest.get(0))
        .contains("\"question\":\"pump-samples of sessions site=colombo-1\"");
    assertThat(manifest.get(1))
        .matches(
            "\\{\"part\":\"part-00001.csv\",\"sessions\":2,\"rows\":200,\"bytes\":\\d+,\"sha256\":\"[0-9a-f]{64}\"}");
    assertThat(manifest.get(4)).isEqualTo("{\"complete\":true,\"parts\":3,\"rows\":500}");
    assertThat(Files.readAllLines(folder.resolve("part-00003.csv"))).hasSize(101);
  }

  @Test
  @Requirement("HIST-025")
  void aRunThatWasEndedGoesOnWhereItStopped() throws IOException {
    assertThatThrownBy(
            () ->
                run()
                    .run(
                        PUMPS,
                        folder,
                        (rows, done, all) -> {
                          if (done == 3) {
                            throw new CancellationException("killed");
                          }
                        }))
        .isInstanceOf(CancellationException.class);
    assertThat(folder.resolve("part-00002.csv")).doesNotExist();
    Files.writeString(
        folder.resolve("manifest.ndjson"),
        Files.readString(folder.resolve("manifest.ndjson")) + "{\"part\":\"part-000");
    FileTime first = Files.getLastModifiedTime(folder.resolve("part-00001.csv"));

    ExportRun.Result result = run().run(PUMPS, folder, NOBODY);

    assertThat(result).isEqualTo(new ExportRun.Result(5, 3, 500, 1));
    assertThat(Files.getLastModifiedTime(folder.resolve("part-00001.csv"))).isEqualTo(first);
    assertThat(Files.readAllLines(folder.resolve("manifest.ndjson"))).hasSize(5);
  }

  @Test
  @Requirement("HIST-025")
  void aPartThatWasDamagedIsWrittenAnew() throws IOException {
    run().run(PUMPS, folder, NOBODY);
    String whole = Files.readString(folder.resolve("part-00002.csv"));
    Files.writeString(folder.resolve("part-00002.csv"), whole.replace("RUN", "STO"));

    ExportRun.Result result = run().run(PUMPS, folder, NOBODY);

    assertThat(result.found()).isEqualTo(2);
    assertThat(folder.resolve("part-00002.csv")).hasContent(whole.replace("\r\n", "\n"));
  }

  @Test
  @Requirement("HIST-025")
  void aFolderWithAnotherExportIsLeftAlone() throws IOException {
    run().run(PUMPS, folder, NOBODY);
    SessionExport other = new SessionExport(SessionFilter.ALL, PUMPS.rows(), ExportFormat.CSV, 2);

    assertThatThrownBy(() -> run().run(other, folder, NOBODY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("holds another export");
  }

  private static ExportRun run() {
    return new ExportRun(clinic.access(), Duration.ofSeconds(30), InstantSource.fixed(BEGIN));
  }
}
