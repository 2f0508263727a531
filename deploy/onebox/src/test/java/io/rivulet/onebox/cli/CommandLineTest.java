package io.rivulet.onebox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exit codes and messages of mistakes; no server starts for any of them. */
@Requirement("ONEBOX-016")
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class CommandLineTest {
  private static final Path TRACES = Path.of("src", "test", "resources", "traces");
  private static final Path TRACE = TRACES.resolve("synthetic_stay_900001.csv");
  private static final Path LIMITS = TRACES.resolve("limits-synthetic.json");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "replay",
        "backtest",
        "simulate",
        "ingest",
        "streams",
        "sink",
        "sessions",
        "alerting",
        "alert",
        "session",
        "series",
        "limits",
        "console",
        "quarantine",
        "doctor"
      })
  void everyCommandPrintsItsUsage(String command) {
    Invocation run = Invocation.of(command, "--help");

    assertThat(run.exit()).isZero();
    assertThat(run.out()).startsWith("Usage: rivulet " + command);
    assertThat(run.err()).isEmpty();
  }

  @ParameterizedTest
  @Requirement("BRIDGE-049")
  @ValueSource(strings = {"list", "show", "redrive"})
  void everyQuarantineCommandPrintsItsUsage(String command) {
    Invocation run = Invocation.of("quarantine", command, "--help");

    assertThat(run.exit()).isZero();
    assertThat(run.out()).startsWith("Usage: rivulet quarantine " + command);
    assertThat(run.err()).isEmpty();
  }

  @ParameterizedTest
  @Requirement("BRIDGE-049")
  @CsvSource(
      delimiter = '|',
      value = {
        "quarantine | list",
        "quarantine lisst | lisst",
        "quarantine list --reson MALFORMED | --reson",
        "quarantine list --reason WRONG | WRONG",
        "quarantine list --limit 0 | --limit 0: give 1 or more",
        "quarantine list --since yesterday | \"yesterday\" is no time",
        "quarantine list --since PT1H --until PT2H | is not before",
        "quarantine list --stage store | give bridge or session-rules",
        "quarantine list --set kafka.botstrap=x | kafka.bootstrap.servers is not set",
        "quarantine show | ID",
        "quarantine redrive | give ids, or --all",
        "quarantine redrive abc --all | give ids, or --all",
        "quarantine redrive a b --topic t | exactly one id",
        "quarantine redrive --all --payload pom.xml | exactly one id",
        "quarantine redrive a --payload none.json | none.json: no such file",
      })
  void aMistakeInAQuarantineCommandIsBadUsage(String arguments, String said) {
    Invocation run = Invocation.of(arguments.split(" "));

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains(said);
    assertThat(run.out()).isEmpty();
  }

  @ParameterizedTest
  @Requirement("BACK-007")
  @CsvSource(
      delimiter = '|',
      value = {
        "backtest --from P1D | --limits",
        "backtest --limits LIMITS | --from",
        "backtest --limits none.json --from P1D --database DB | no such limits file: none.json",
        "backtest --limits pom.xml --from P1D --database DB | limits file pom.xml: limits profile is not JSON",
        "backtest --limits LIMITS --from yesterday --database DB | \"yesterday\" is no time",
        "backtest --limits LIMITS --from PT1H --to PT2H --database DB | is empty; it needs a later end",
        "backtest --limits LIMITS --from P1D | database.url is not set",
        "backtest --limits LIMITS --from P1D --database mysql://h | does not begin with jdbc:postgresql:",
      })
  void aMistakeInABacktestIsBadUsage(String arguments, String said) {
    Invocation run = backtest(arguments);

    assertThat(run.exit()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).contains(said);
    assertThat(run.out()).isEmpty();
  }

  @ParameterizedTest
  @Requirement("BACK-007")
  @CsvSource(
      delimiter = '|',
      value = {
        "\"critical\": 180 | \"critical\": 150 | systolic high: critical 150.0",
        "\"warning\": 160 | \"warning\": 85 | systolic",
        "\"hysteresis\": 5 | \"hysteresis\": -5 | hysteresis",
        "\"warning\": 160 | \"warning\": 1e999 | limits.systolic.high.warning",
        "\"warning\": 160 | \"warning\": \"160\" | limits.systolic.high.warning",
        "\"confirm\" | \"confrim\" | confrim",
      })
  void limitsThatCannotBeMeantAreBadUsageOfABacktest(String text, String replacement, String named)
      throws IOException {
    String limits = Files.readString(LIMITS);
    assertThat(limits).contains(text);
    Path wrong = folder.resolve("wrong.json");
    Files.writeString(wrong, limits.replaceFirst(text, replacement));

    Invocation run = backtest("backtest --limits " + wrong + " --from P1D --database DB");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("wrong.json", named);
  }

  @Test
  @Requirement("BACK-007")
  void aBacktestOfADatabaseThatDoesNotAnswerFails() {
    Invocation run =
        backtest(
            "backtest --limits LIMITS --from P1D --database jdbc:postgresql://127.0.0.1:1/none");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("rivulet: ").doesNotContain("Usage:");
    assertThat(run.out()).isEmpty();
  }

  private static Invocation backtest(String arguments) {
    return Invocation.of(
        arguments
            .replace("LIMITS", LIMITS.toString())
            .replace("DB", "jdbc:postgresql://127.0.0.1:1/none")
            .split(" "));
  }

  @ParameterizedTest
  @Requirement("DESK-017")
  @ValueSource(
      strings = {
        "session open",
        "session screen",
        "session phase",
        "session plan",
        "session weight",
        "session bind",
        "session unbind",
        "session rebind",
        "session limits",
        "session concentration",
        "session dose",
        "session observe",
        "session order",
        "session withdraw",
        "session close",
        "session list",
        "session show",
        "session token",
        "series open",
        "series plan",
        "series dose",
        "series outcome",
        "series withdraw",
        "series close",
        "series list",
        "series show",
        "limits publish",
        "limits list"
      })
  void everyDeskCommandPrintsItsUsage(String command) {
    Invocation run = Invocation.of((command + " --help").split(" "));

    assertThat(run.exit()).isZero();
    assertThat(run.out()).startsWith("Usage: rivulet " + command);
    assertThat(run.err()).isEmpty();
  }

  @ParameterizedTest
  @Requirement("DESK-017")
  @CsvSource(
      delimiter = '|',
      value = {
        "session | COMMAND",
        "session opne | opne",
        "session open --site c | --subject",
        "session weight s1 | --weight-kg",
        "session weight --weight-kg 70 | SESSION",
        "session weight s1 --weight-kg much | --weight-kg much is not a number",
        "session weight s1 --weight-kg NaN | --weight-kg NaN is not a number",
        "session screen s1 --eligible yes | --eligible yes is not true or false",
        "session screen s1 --eligible true --flag SBP | --flag SBP is not CODE=true|false",
        "series open --site c --subject p --drug K --block six | --block six is not such as 6x0.5@3",
        "series outcome x --instrument MADRS --after-sessions one --score 3 | one is not a whole number",
        "limits publish day --version 1 --profile none.json | none.json: no such file",
        "session list --url nowhere | nowhere is no address",
        "session list --token-file none.txt | none.txt: no such file",
        "session token | NAME",
      })
  void aMistakeInADeskCommandIsBadUsage(String arguments, String said) {
    Invocation run = Invocation.of(arguments.split(" "));

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains(said);
    assertThat(run.out()).isEmpty();
  }

  @Test
  @Requirement("DESK-017")
  void withoutADeskACommandFailsAndSaysWhereItLooked() throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "secret-token");

    Invocation run =
        Invocation.of(
            "session", "list", "--url", "http://127.0.0.1:1", "--token-file", token.toString());

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("no session desk answers at http://127.0.0.1:1");
    assertThat(run.err()).doesNotContain("secret-token");
  }

  @Test
  @Requirement("DESK-017")
  void aMadeTokenIsLetInByItsLineOfConfiguration() {
    Invocation run = Invocation.of("session", "token", "ward");

    assertThat(run.exit()).isZero();
    String[] lines = run.out().split("\\R");
    String token = lines[0].substring(lines[0].lastIndexOf(' ') + 1);
    String entries = lines[1].substring(lines[1].indexOf("sessions.tokens=") + 16);
    assertThat(
            io.rivulet.runtime.http.Tokens.parse("sessions.tokens", entries)
                .bearer("Bearer " + token))
        .hasValueSatisfying(bearer -> assertThat(bearer.name()).isEqualTo("ward"));
    assertThat(Invocation.of("session", "token", "a b").exit()).isEqualTo(2);
  }

  @Test
  void theProgramPrintsItsUsage() {
    Invocation run = Invocation.of("--help");

    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .contains("demo", "replay", "simulate", "quarantine", "doctor", "Exit codes");
  }

  @ParameterizedTest
  @CsvSource({
    "demo, --sesions",
    "streams, --unknown",
    "ingest, --broker",
    "doctor, --fast",
  })
  void anUnknownOptionIsBadUsage(String command, String option) {
    Invocation run = Invocation.of(command, option);

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("Unknown option").contains(option);
  }

  @Test
  void anUnknownCommandIsBadUsage() {
    Invocation run = Invocation.of("replya");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("replya");
  }

  @Test
  void aReplayOfNothingIsBadUsage() {
    assertThat(Invocation.of("replay").exit()).isEqualTo(2);
  }

  @Test
  void anUnknownOrderIsBadUsage() {
    Invocation run = Invocation.of("replay", TRACE.toString(), "--order", "random");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("random", "event", "ingest");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ingest", "streams", "sink", "sessions", "alerting", "console", "doctor"})
  void anUnknownSettingIsBadUsageByName(String command) {
    Invocation run = Invocation.of(command, "--set", "mqtt.url=tcp://127.0.0.1:1883");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("unknown setting \"mqtt.url\"");
  }

  @Test
  void aTraceWithABrokenRowFailsNamingFileLineColumnAndValue() throws IOException {
    List<String> lines = new java.util.ArrayList<>(Files.readAllLines(TRACE));
    lines.set(4, lines.get(4).replaceFirst("VITAL|PUMP_SEGMENT|WEIGHT", "PUMP"));
    Path broken = Files.write(folder.resolve("broken_stay_1.csv"), lines);

    Invocation run = Invocation.of("replay", broken.toString());

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("broken_stay_1.csv", "line 5", "kind", "\"PUMP\"");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aMissingTraceFails() {
    Invocation run = Invocation.of("replay", folder.resolve("none.csv").toString());

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("none.csv", "no such trace file");
  }

  @Test
  void missingLimitsFail() {
    Invocation run = replayWithLimits(folder.resolve("none.json"));

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("none.json", "no such limits file");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"hysteresis\" | \"histeresis\" | histeresis",
        "\"warning\": 160 | \"warning\": 85 | systolic",
      })
  void limitsThatCannotBeMeantFail(String text, String replacement, String named)
      throws IOException {
    String limits = Files.readString(LIMITS);
    assertThat(limits).contains(text);
    Path wrong = folder.resolve("wrong.json");
    Files.writeString(wrong, limits.replaceFirst(text, replacement));

    Invocation run = replayWithLimits(wrong);

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("wrong.json", named);
  }

  private static Invocation replayWithLimits(Path limits) {
    return Invocation.of("replay", TRACE.toString(), "--limits", limits.toString());
  }
}
