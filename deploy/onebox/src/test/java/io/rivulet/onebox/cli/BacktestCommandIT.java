package io.rivulet.onebox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rivulet.onebox.OneBox;
import io.rivulet.onebox.OneBoxConfig;
import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.Settings;
import io.rivulet.testkit.RecordedTraces;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Traces into the store, then other limits over them, as a person does it. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class BacktestCommandIT {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final Path TRACES = Path.of("src", "test", "resources", "traces");
  private static final Path LIMITS = TRACES.resolve("limits-synthetic.json");

  /** Any time that a session recorded by this test may have. */
  private static final String ALL = "2000-01-01T00:00:00Z";

  @TempDir static Path data;
  @TempDir Path folder;

  private static OneBox box;

  @BeforeAll
  static void start() {
    box =
        OneBox.start(
            new OneBoxConfig(
                Optional.of(data), Optional.empty(), Map.of("bridge.time.behind.max", "P3650D")),
            InstantSource.system(),
            line -> {});
  }

  @AfterAll
  static void stop() {
    if (box != null) {
      box.close();
    }
  }

  @Test
  @Requirement({"BACK-001", "BACK-012"})
  void theLimitsThatASessionHadLeadToWhatFired() throws Exception {
    for (String order : List.of("event", "ingest")) {
      String session = replay(TRACES.resolve("synthetic_stay_900001.csv"), LIMITS, order);

      JsonNode report = backtest(LIMITS, session);

      requireNothingDiffers(report, 3);
      assertThat(report.path("totals").path("firedUnconfirmed").asInt()).isEqualTo(1);
    }
  }

  @Test
  @Requirement("BACK-001")
  void theLimitsThatRecordedStaysHadLeadToWhatFired() throws Exception {
    assumeTrue(RecordedTraces.folder().isPresent(), RecordedTraces.ABSENT);
    Path traces = RecordedTraces.folder().orElseThrow();
    Path limits = traces.resolve("limits-icu.json");
    List<Path> stays;
    try (Stream<Path> files = Files.list(traces)) {
      stays =
          files
              .filter(file -> file.getFileName().toString().matches("mimic_stay_\\d+\\.csv"))
              .sorted()
              .toList();
    }
    List<String> sessions = replay(stays, limits, "event");
    for (int i = 0; i < stays.size(); i++) {
      String stay = stays.get(i).getFileName().toString().replaceAll("\\D", "");
      JsonNode expected =
          MAPPER.readTree(traces.resolve("expected").resolve(stay + ".json").toFile());

      requireNothingDiffers(backtest(limits, sessions.get(i)), expected.path("excursions").size());
    }
    assertThat(stays).isNotEmpty();
  }

  private static void requireNothingDiffers(JsonNode report, int excursions) {
    JsonNode totals = report.path("totals");
    assertThat(totals.path("sessions").asInt()).isEqualTo(1);
    assertThat(totals.path("sessionsThatDiffer").asInt()).as("%s", report).isZero();
    assertThat(totals.path("sessionsWhoseHistoryDiffers").asInt()).as("%s", report).isZero();
    assertThat(totals.path("setAside").asInt()).isZero();
    long found = 0;
    for (JsonNode rule : report.path("rules")) {
      if (rule.path("rule").asText().equals("EXCURSION")) {
        assertThat(rule.path("would").asInt()).isEqualTo(rule.path("fired").asInt());
        found += rule.path("same").asInt();
      }
    }
    assertThat(found).isEqualTo(excursions);
  }

  @Test
  @Requirement("BACK-002")
  void stricterLimitsFindWhatTheReadingsGiveByHand() throws Exception {
    String session = replay(TRACES.resolve("synthetic_stay_900001.csv"), LIMITS, "event");
    // NIBP 165 168 158 150 162 130: open until 130 ends it. ART 185 190 154 88: until 88.
    Path stricter =
        Files.writeString(
            folder.resolve("stricter.json"),
            Files.readString(LIMITS).replace("\"warning\": 160", "\"warning\": 150"));

    Path file = folder.resolve("report.json");
    Invocation run = invoke("--limits", stricter.toString(), session, "--report", file.toString());

    assertThat(run.exit()).isZero();
    assertThat(run.err()).contains("1 of 1 sessions");
    assertThat(run.out().lines().toList())
        .anyMatch(line -> line.matches("EXCURSION NIBP systolic high +1 +1 +0 +1 +0 +0"))
        .anyMatch(line -> line.matches("EXCURSION ART systolic low +1 +1 +1 +0 +0 +0"))
        .anyMatch(line -> line.matches("readings unconfirmed +1 +0"))
        .noneMatch(line -> line.contains("warning:"));
    JsonNode nibp = null;
    JsonNode art = null;
    for (JsonNode finding : MAPPER.readTree(file.toFile()).at("/sessions/0/findings")) {
      if (finding.path("outcome").asText().equals("changed")) {
        nibp = finding.path("source").asText().equals("NIBP") ? finding : nibp;
        art = finding.path("source").asText().equals("ART") ? finding : art;
      }
    }
    assertThat(nibp.at("/fired/end").asText()).endsWith("11:00:00Z");
    assertThat(nibp.at("/would/end").asText()).endsWith("12:00:00Z");
    assertThat(nibp.at("/would/readings").asInt()).isEqualTo(5);
    assertThat(nibp.at("/would/peak").asDouble()).isEqualTo(168);
    assertThat(art.at("/fired/end").asText()).endsWith("10:15:00Z");
    assertThat(art.at("/would/end").asText()).endsWith("10:20:00Z");
    assertThat(art.at("/would/readings").asInt()).isEqualTo(3);
  }

  @Test
  @Requirement("BACK-007")
  void aRangeWithoutSessionsHoldsNothingToJudge() {
    Invocation run =
        invoke("--limits", LIMITS.toString(), "--from", ALL, "--to", "2000-01-02T00:00:00Z");

    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("nothing to judge");
  }

  @Test
  @Requirement("BACK-007")
  void aSessionThatIsNotThereIsBadUsage() {
    Invocation run = invoke("--limits", LIMITS.toString(), "none-such");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("no such session", "none-such");
  }

  private String replay(Path trace, Path limits, String order) throws IOException {
    return replay(List.of(trace), limits, order).get(0);
  }

  /** Replays traces at once and returns the session of each. */
  private List<String> replay(List<Path> traces, Path limits, String order) throws IOException {
    Path report = folder.resolve("replay.json");
    List<String> arguments = new ArrayList<>(List.of("replay"));
    traces.forEach(trace -> arguments.add(trace.toString()));
    arguments.addAll(List.of("--limits", limits.toString(), "--order", order));
    arguments.addAll(List.of("--report", report.toString()));
    arguments.addAll(servers());
    Invocation run = Invocation.of(arguments.toArray(String[]::new));
    assertThat(run.exit()).as("%s", run.err()).isZero();
    List<String> sessions = new ArrayList<>();
    MAPPER.readTree(report.toFile()).forEach(one -> sessions.add(one.path("session").asText()));
    assertThat(sessions).hasSameSizeAs(traces);
    return sessions;
  }

  private JsonNode backtest(Path limits, String session) throws IOException {
    Path file = folder.resolve("backtest.json");
    Invocation run = invoke("--limits", limits.toString(), session, "--report", file.toString());
    assertThat(run.exit()).as("%s", run.err()).isZero();
    return MAPPER.readTree(file.toFile());
  }

  /** A backtest; a name alone is a session of any time. */
  private static Invocation invoke(String... given) {
    List<String> arguments = new ArrayList<>(List.of("backtest"));
    for (int i = 0; i < given.length; i++) {
      if (given[i].startsWith("--")) {
        arguments.add(given[i++]);
        arguments.add(given[i]);
      } else {
        arguments.addAll(List.of("--session", given[i], "--from", ALL));
      }
    }
    arguments.addAll(servers());
    return Invocation.of(arguments.toArray(String[]::new));
  }

  private static List<String> servers() {
    Settings settings = box.settings();
    return List.of(
        "--set",
        "mqtt.uri=" + settings.get(Catalogue.MQTT_URI),
        "--set",
        "kafka.bootstrap.servers=" + settings.get(Catalogue.KAFKA_BOOTSTRAP_SERVERS),
        "--set",
        "database.url=" + settings.get(Catalogue.DATABASE_URL),
        "--set",
        "database.user=" + settings.get(Catalogue.DATABASE_USER),
        "--set",
        "database.password=" + settings.get(Catalogue.DATABASE_PASSWORD));
  }
}
