package io.rivulet.onebox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertCommandLineTest {
  private static final String PLAN =
      """
      channels:
        room: {type: log}
      people:
        anna:
          name: Anna Keller
          contacts: [{channel: room, address: anna}]
      policies:
        ward:
          steps:
            - targets: [{person: anna}]
          lastResort: [{channel: room}]
      routes:
        policy: ward
        routes:
          - {name: zurich, match: site = zurich, delay: PT30S}
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @Requirement("ALERTAPI-013")
  @ValueSource(
      strings = {
        "list",
        "show",
        "ack",
        "note",
        "silence",
        "silences",
        "unsilence",
        "oncall",
        "override",
        "overrides",
        "unoverride",
        "test",
        "deliveries",
        "dead",
        "replay",
        "explain",
        "preview",
        "audit",
        "burden",
        "incidents",
        "configuration",
        "check",
        "token"
      })
  void everyAlertCommandPrintsItsUsage(String command) {
    Invocation run = Invocation.of("alert", command, "--help");

    assertThat(run.exit()).isZero();
    assertThat(run.out()).startsWith("Usage: rivulet alert " + command);
    assertThat(run.err()).isEmpty();
  }

  @ParameterizedTest
  @Requirement("ALERTAPI-013")
  @CsvSource(
      delimiter = '|',
      value = {
        "alert | COMMAND",
        "alert shout | shout",
        "alert ack | ALERT",
        "alert note a-1 | --note",
        "alert silence --matcher site=x --reason r | give --for, such as --for PT1H, or --ends TIME",
        "alert silence --matcher site=x --reason r --for PT1H --ends 2026-03-01T10:00:00Z | give --for",
        "alert silence --matcher site=x --reason r --for soon | --for soon is no duration",
        "alert silence --reason r --for PT1H | --matcher",
        "alert override --schedule s --person p --reason r | give --for, such as --for PT1H, or --until TIME",
        "alert replay | give a NOTIFICATION, or --channel and --since",
        "alert replay n-1 --channel mail --since 2026-03-01T10:00:00Z | give a NOTIFICATION",
        "alert explain --label site | --label site is not NAME=TEXT",
        "alert explain --label site=x --file none.yaml | none.yaml: no such file",
        "alert check none.yaml | none.yaml: no such file",
        "alert list --url nowhere | nowhere is no address such as http://127.0.0.1:8091",
      })
  void aMistakeInAnAlertCommandIsBadUsage(String arguments, String said) {
    Invocation run = Invocation.of(arguments.split(" "));

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains(said);
    assertThat(run.out()).isEmpty();
  }

  @Test
  @Requirement("ALERTAPI-013")
  void withoutAlertingACommandFailsAndSaysWhereItLooked() throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "secret-token");

    Invocation run =
        Invocation.of(
            "alert", "list", "--url", "http://127.0.0.1:1", "--token-file", token.toString());

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err())
        .contains("no alerting answers at http://127.0.0.1:1; start one with ./rivulet alerting")
        .doesNotContain("secret-token");
  }

  @Test
  @Requirement("ALERTAPI-014")
  void everyProblemOfAFileIsPrintedWithItsLine() throws IOException {
    Path file =
        Files.writeString(folder.resolve("bad.yaml"), PLAN.replace("PT30S", "soon") + "wrong: 1\n");

    Invocation run = Invocation.of("alert", "check", file.toString());

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out())
        .contains("line 15, routes.routes[0].delay")
        .contains("'soon' is no duration")
        .contains("line 16, wrong: is not known here")
        .contains("2 problem(s); it is refused as a whole");
  }

  @Test
  @Requirement("ALERTAPI-014")
  void aFileThatCanBeUsedIsExplainedWithoutAServer() throws IOException {
    Path file = Files.writeString(folder.resolve("good.yaml"), PLAN);

    assertThat(Invocation.of("alert", "check", file.toString()).exit()).isZero();
    Invocation run =
        Invocation.of(
            "alert",
            "explain",
            "--file",
            file.toString(),
            "--label",
            "site=zurich",
            "--label",
            "priority=high",
            "--label",
            "kind=technical");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("route root/zurich")
        .contains("site = zurich")
        .contains("+30 s  Anna Keller by room")
        .contains("last resort of policy ward");
    Invocation json =
        Invocation.of(
            "alert", "explain", "--file", file.toString(), "--label", "site=bern", "--json");
    JsonNode explained = JsonMapper.builder().build().readTree(json.out());
    assertThat(explained.at("/lines/1/afterSeconds").asInt()).isZero();
  }

  @Test
  @Requirement("ALERTAPI-014")
  void aLabelThatIsNotThereIsBadUsage() throws IOException {
    Path file = Files.writeString(folder.resolve("good.yaml"), PLAN);

    Invocation run =
        Invocation.of("alert", "explain", "--file", file.toString(), "--label", "town=zurich");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("town");
  }

  @Test
  @Requirement("ALERTAPI-015")
  void whatOthersWroteCannotActOnTheTerminal() throws IOException {
    JsonNode body =
        JsonMapper.builder()
            .build()
            .readTree(
                "{\"alerts\":[{\"alert\":{\"id\":\"a\",\"priority\":\"high\",\"state\":\"open\",\"category\":\"X\",\"detail\":\"\\u001b[2Jgone\\u202edne\",\"start\":\"2026-03-01T10:00:00Z\",\"flaps\":2,\"note\":\"a\\nb\"}}]}");

    assertThat(AlertText.alerts(body))
        .containsExactly(
            "HIGH    open          X  ",
            "        ?[2Jgone?dne",
            "        since 2026-03-01T10:00:00Z, note: a?b, came back 2",
            "        id a");
  }
}
