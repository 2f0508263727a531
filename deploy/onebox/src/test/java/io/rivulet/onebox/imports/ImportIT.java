package io.rivulet.onebox.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.rivulet.onebox.OneBox;
import io.rivulet.onebox.OneBoxConfig;
import io.rivulet.onebox.StoreWitness;
import io.rivulet.runtime.database.ConnectionPool;
import io.rivulet.runtime.database.DatabaseConfig;
import io.rivulet.simulator.replay.Replay;
import io.rivulet.simulator.replay.ReplayConfig;
import io.rivulet.simulator.replay.ReplayLimits;
import io.rivulet.simulator.replay.ReplayWitness;
import io.rivulet.simulator.trace.ReplayOrder;
import io.rivulet.simulator.trace.RunId;
import io.rivulet.store.imports.ImportEntry;
import io.rivulet.store.imports.ImportLedger;
import io.rivulet.store.imports.ImportedRollUps;
import io.rivulet.testkit.RecordedTraces;
import io.rivulet.testkit.Requirement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Imports through the whole pipeline in one process, with the watch on. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class ImportIT {
  private static final Path TRACES = Path.of("src", "test", "resources", "traces");
  private static final Path LIMITS = TRACES.resolve("limits-synthetic.json");

  @TempDir static Path data;

  private static OneBox box;
  private static HikariDataSource pool;

  private final InstantSource clock = InstantSource.system();
  private final List<String> told = new ArrayList<>();

  @BeforeAll
  static void start() {
    box =
        OneBox.start(
            new OneBoxConfig(
                Optional.of(data),
                Optional.empty(),
                Map.of(
                    "bridge.time.behind.max", "P3650D",
                    "topic.partitions", "2",
                    "sessions.port", "0")),
            InstantSource.system(),
            line -> {});
    pool = ConnectionPool.open(DatabaseConfig.from(box.settings()), "import-test");
  }

  @AfterAll
  static void stop() {
    if (box != null) {
      pool.close();
      box.close();
    }
  }

  private ImportEntry run(Recording recording, ReplayLimits limits) throws InterruptedException {
    return new Import(
            box.settings(),
            new ImportLedger(pool),
            new ImportedRollUps(pool),
            new StoreWitness(box.reads()),
            clock,
            told::add)
        .run(recording, limits);
  }

  @Test
  @Requirement("IMPORT-001")
  void anImportedTraceComesToWhatItsReplayComesTo() throws Exception {
    // A recorded trace where there is one: it says more, and each costs a replay.
    Optional<Path> recorded = RecordedTraces.folder();
    requireLikeReplay(
        recorded
            .map(folder -> folder.resolve("mimic_stay_239935.csv"))
            .orElse(TRACES.resolve("synthetic_stay_900001.csv")),
        recorded.map(folder -> folder.resolve("limits-icu.json")).orElse(LIMITS));
  }

  private void requireLikeReplay(Path trace, Path limits) throws InterruptedException {
    Recording recording =
        TraceImport.read(trace, "import", new ShiftChoice.EndingBeforeNow(), clock.instant());
    ImportEntry entry = run(recording, new ReplayLimits.OfFile(limits));
    ReplayConfig replay =
        ReplayConfig.from(
            box.settings(),
            List.of(trace),
            new ReplayLimits.OfFile(limits),
            ReplayOrder.EVENT,
            new RunId("bbbbbb"));
    String replayed =
        Replay.run(replay, new StoreWitness(box.reads()), clock, line -> {})
            .get(0)
            .json()
            .path("session")
            .asText();

    assertThat(entry.finished()).isPresent();
    assertThat(Figures.of(entry.session())).isEqualTo(Figures.of(replayed));
    assertThat(Figures.of(entry.session()).doses).isNotEmpty();
    assertThat(box.reads().alerts(entry.session(), 1_000))
        .as("nobody waited for what was measured then")
        .noneMatch(alert -> alert.category().contains("SILENT"));
  }

  @Test
  @Requirement("IMPORT-002")
  void aSecondImportOfTheSameContentSendsNothing() throws Exception {
    Path file = data.resolve("case_7.csv");
    Files.writeString(
        file,
        """
        Time,Orchestra/PPF20_VOL,Orchestra/PPF20_RATE,Solar8000/ART_SBP,Solar8000/HR
        0,0,0,120,70
        60,0.6,36,118,71
        120,1.2,36,117,x
        180,1.8,36,116,72
        """);
    Recording recording =
        VitalDbImport.read(
            file, VitalDbImportTest.map(), "import", new ShiftChoice.None(), clock.instant());
    ImportEntry first = run(recording, new ReplayLimits.None());
    Path copy = Files.copy(file, data.resolve("case_7_copy.csv"));
    Recording again =
        VitalDbImport.read(
            copy, VitalDbImportTest.map(), "import", new ShiftChoice.None(), clock.instant());
    ImportEntry second = run(again, new ReplayLimits.None());

    assertThat(second).isEqualTo(first);
    assertThat(first.refused()).isEqualTo(1);
    assertThat(told).anyMatch(line -> line.contains("imported before"));
    assertThat(box.reads().doses(first.session()))
        .singleElement()
        .satisfies(
            dose -> {
              assertThat(dose.amount()).hasValue(36.0);
              assertThat(dose.duplicates()).isZero();
            });
  }

  /** What the store says of a session, without its name and its devices'. */
  private record Figures(
      List<List<Object>> doses, List<ReplayWitness.Tally> tallies, List<List<Object>> excursions) {
    static Figures of(String session) {
      return new Figures(
          box.reads().doses(session).stream()
              .map(
                  row ->
                      List.<Object>of(
                          row.drug(),
                          row.amount(),
                          row.amountPerKg(),
                          row.volumeMl(),
                          row.samples(),
                          row.segments()))
              .toList(),
          new StoreWitness(box.reads()).tallies(new io.rivulet.domain.identity.SessionId(session)),
          box.reads().excursions(session).stream()
              .map(
                  row ->
                      List.<Object>of(
                          row.component(),
                          row.direction(),
                          row.severity(),
                          row.start(),
                          row.end(),
                          row.peak(),
                          row.readings()))
              .toList());
    }
  }
}
