package io.rivulet.alerting.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rivulet.alerting.oncall.EscalationPolicy;
import io.rivulet.alerting.oncall.Finding;
import io.rivulet.alerting.oncall.Person;
import io.rivulet.alerting.oncall.Reach;
import io.rivulet.alerting.oncall.ScheduleOverride;
import io.rivulet.alerting.oncall.Target;
import io.rivulet.domain.alert.AlertPriority;
import io.rivulet.runtime.yaml.ConfigurationProblem;
import io.rivulet.runtime.yaml.InvalidConfigurationException;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AlertingPlanReaderTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private final String example = example();

  @Test
  @Requirement("PLAN-003")
  void theExampleOfTheDocumentIsTaken() throws InvalidConfigurationException {
    AlertingPlan plan = AlertingPlanReader.read(example, NOW);

    assertThat(plan.version()).hasSize(64).isEqualTo(AlertingPlanReader.versionOf(example));
    assertThat(plan.channels().byName()).containsOnlyKeys("room", "mail", "sms");
    assertThat(plan.onCall().people()).containsOnlyKeys("anna", "ben", "head");
    assertThat(plan.onCall().onCall("ward", Instant.parse("2026-11-21T12:00:00Z")))
        .extracting(Person::key)
        .containsExactly("ben");
    assertThat(plan.onCall().onCall("ward", Instant.parse("2026-11-21T22:00:00Z")))
        .extracting(Person::key)
        .containsExactly("head");
    assertThat(plan.onCall().onCall("ward", Instant.parse("2026-12-25T12:00:00Z")))
        .extracting(Person::key)
        .containsExactly("head");
    assertThat(plan.policies().get("ward"))
        .isEqualTo(
            new EscalationPolicy(
                "ward",
                List.of(
                    new EscalationPolicy.Step(
                        Duration.ZERO,
                        List.of(Target.ofSchedule("ward"), Target.ofChannel("room"))),
                    new EscalationPolicy.Step(
                        Duration.ofMinutes(5), List.of(Target.ofPerson("head")))),
                1,
                Duration.ofMinutes(10),
                List.of(Target.ofPerson("head"), Target.ofChannel("room"))));
    assertThat(plan.routing().root().children()).hasSize(3);
    assertThat(plan.watchdog().roles()).hasSize(2);
    assertThat(plan.heartbeat().orElseThrow().interval()).isEqualTo(Duration.ofMinutes(1));
    assertThat(plan.units()).hasSize(1);
    assertThat(plan.windows()).hasSize(1);
    assertThat(plan.inhibitions()).isNotEmpty();
    assertThat(plan.findings(List.of(), NOW)).isEmpty();
  }

  @Test
  @Requirement("PLAN-004")
  void withoutAFileEverythingGoesToTheLog() {
    AlertingPlan plan = AlertingPlanReader.withoutFile();

    assertThat(plan.routing().root().terms().policy()).isEqualTo("log");
    assertThat(plan.onCall().reach(Target.ofChannel("log"), AlertPriority.LOW, NOW))
        .containsExactly(Reach.of("log"));
    assertThat(plan.findings(List.of(), NOW)).isEmpty();
  }

  @Test
  @Requirement("PLAN-005")
  void whatIsNowhereIsToldWithItsLine() {
    assertThat(
            problems(
                """
                channels:
                  log: {type: log}
                  mail: {type: email, host: mail.example, from: a@b.example}
                people:
                  anna:
                    contacts:
                      - {channel: sms, address: "1"}
                      - {channel: mail, address: nowhere}
                schedules:
                  ward:
                    zone: UTC
                    layers:
                      - people: [anna, bne]
                        shift: P1D
                        handover: 08:00
                        start: 2026-01-05
                    overrides:
                      - {person: cleo, from: 2026-01-05T08:00, until: 2026-01-06T08:00}
                policies:
                  ward:
                    steps:
                      - targets: [{schedule: wrad}, {person: dora}, {channel: mail}]
                    lastResort: [{channel: lgo}]
                routes:
                  policy: ward
                  routes:
                    - name: a
                      policy: night
                """))
        .satisfiesExactly(
            one ->
                assertThat(one)
                    .isEqualTo(
                        missing(
                            7, "people.anna.contacts[0].channel", "sms", "channels", "log, mail")),
            one -> assertThat(one).startsWith("line 8, people.anna.contacts[1].address: "),
            one ->
                assertThat(one)
                    .isEqualTo(
                        missing(13, "schedules.ward.layers[0].people", "bne", "people", "anna")),
            one ->
                assertThat(one)
                    .isEqualTo(
                        missing(
                            18, "schedules.ward.overrides[0].person", "cleo", "people", "anna")),
            one ->
                assertThat(one)
                    .startsWith("line 22, policies.ward.steps[0].targets[")
                    .endsWith("schedules; there are ward"),
            one -> assertThat(one).endsWith("'dora' is not in people; there are anna"),
            one -> assertThat(one).endsWith("name a person with a contact by mail"),
            one ->
                assertThat(one)
                    .isEqualTo(
                        missing(
                            23,
                            "policies.ward.lastResort[0].channel",
                            "lgo",
                            "channels",
                            "log, mail")),
            one ->
                assertThat(one)
                    .isEqualTo(
                        missing(28, "routes.routes[0].policy", "night", "policies", "ward")));
  }

  @Test
  @Requirement("PLAN-001")
  void mistakesOfPeopleSchedulesAndPoliciesAreToldWithTheirLines() {
    assertThat(
            problems(
                """
                channels: {log: {type: log}}
                people:
                  anna:
                    contacts:
                      - {channel: log, address: a, for: [urgent]}
                  "no name": {}
                schedules:
                  one:
                    zone: Europe/Zürich
                    layers: []
                  two:
                    zone: UTC
                    layers:
                      - people: anna
                        shift: P1M
                        start: 2026-01-05
                      - people: anna
                        shift: PT90M
                        start: yesterday
                      - people: anna
                        shift: P1D
                        handover: noon
                        start: 2026-01-05
                        restrictions:
                          - {days: [funday], from: 08:00}
                    overrides:
                      - {person: anna, from: 2026-01-05T08:00, until: 2026-01-05T08:00}
                policies:
                  a:
                    steps: []
                    repeats: -1
                    lastResort: [{schedule: two}]
                  b:
                    steps:
                      - {after: P2D, targets: [{person: anna, schedule: two}, {}]}
                    every: PT1S
                    lastResort: [{channel: log}]
                routes: {policy: a}
                preflight: {gaps: maybe, horizon: PT1M}
                """))
        .satisfiesExactly(
            one ->
                assertThat(one)
                    .isEqualTo(
                        "line 5, people.anna.contacts[0]: the contact by log is for no priority; name high, medium or low"),
            one ->
                assertThat(one)
                    .isEqualTo(
                        "line 5, people.anna.contacts[0].for: 'urgent' is no priority; known: high, medium, low"),
            one ->
                assertThat(one)
                    .startsWith(
                        "line 6, people.no name: person \"no name\" is not 1 to 100 letters"),
            one ->
                assertThat(one)
                    .isEqualTo(
                        "line 9, schedules.one.zone: 'Europe/Zürich' is no time zone such as Europe/Zurich"),
            one ->
                assertThat(one)
                    .startsWith("line 14, schedules.two.layers[0].handover: is missing; "),
            one ->
                assertThat(one)
                    .isEqualTo(
                        "line 15, schedules.two.layers[0].shift: 'P1M' is not in days or weeks"),
            one ->
                assertThat(one)
                    .isEqualTo(
                        "line 18, schedules.two.layers[1].shift: 'PT90M' is not in whole hours"),
            one ->
                assertThat(one)
                    .isEqualTo(
                        "line 19, schedules.two.layers[1].start: 'yesterday' is not like 2026-01-05T08:00"),
            one ->
                assertThat(one)
                    .isEqualTo(
                        "line 22, schedules.two.layers[2].handover: 'noon' is not like 08:00"),
            one ->
                assertThat(one)
                    .isEqualTo(
                        "line 25, schedules.two.layers[2].restrictions[0]: a restriction to no day of the week never holds"),
            one ->
                assertThat(one)
                    .isEqualTo(
                        "line 25, schedules.two.layers[2].restrictions[0]: has one of from and until; name both, or neither for the whole day"),
            one ->
                assertThat(one)
                    .isEqualTo(
                        "line 25, schedules.two.layers[2].restrictions[0].days: 'funday' is no day of the week such as monday"),
            one ->
                assertThat(one)
                    .startsWith(
                        "line 27, schedules.two.overrides[0]: the override of two by anna ends"),
            one -> assertThat(one).isEqualTo("line 30, policies.a: policy a has 0 steps; 1 to 20"),
            one -> assertThat(one).isEqualTo("line 31, policies.a.repeats: -1 is not 0 to 100"),
            one -> assertThat(one).startsWith("line 35, policies.b.steps[0]: after PT48H is not"),
            one ->
                assertThat(one)
                    .endsWith("targets[0]: is not exactly one of person, schedule and channel"),
            one ->
                assertThat(one)
                    .endsWith("targets[1]: is not exactly one of person, schedule and channel"),
            one -> assertThat(one).startsWith("line 39, preflight: horizon PT1M is not"),
            one ->
                assertThat(one)
                    .isEqualTo("line 39, preflight.gaps: 'maybe' is not refuse or warn"));
  }

  @Test
  @Requirement("ONCALL-007")
  void findingsRefuseAFileWhereTheySaidTheyShouldAndAreWarningsElsewhere()
      throws InvalidConfigurationException {
    String gap = example.replace("{days: [friday, saturday],", "{days: [friday],");
    String nobody =
        gap.replace(
            "start: 2026-01-05\n      - name: nights", "start: 2026-12-01\n      - name: nights");

    assertThat(AlertingPlanReader.read(nobody, NOW).findings(List.of(), NOW))
        .extracting(Finding::kind, Finding::subject)
        .containsExactly(tuple(Finding.Kind.GAP, "ward"));
    assertThat(
            AlertingPlanReader.read(nobody, NOW)
                .findings(
                    List.of(
                        new ScheduleOverride(
                            "ward", "anna", NOW, Instant.parse("2026-12-01T07:00:00Z"))),
                    NOW))
        .isEmpty();
    String strict = nobody.replace("gaps: warn", "gaps: refuse");
    assertThat(problems(strict))
        .singleElement()
        .asString()
        .contains("schedules.ward: nobody is on call from now until");
    assertThat(AlertingPlanReader.read(strict).version()).hasSize(64);
  }

  private static String missing(int line, String path, String name, String section, String known) {
    return "line %d, %s: '%s' is not in %s; there are %s"
        .formatted(line, path, name, section, known);
  }

  private static List<String> problems(String text) {
    try {
      AlertingPlanReader.read(text, NOW);
      return List.of();
    } catch (InvalidConfigurationException e) {
      return e.problems().stream().map(ConfigurationProblem::toString).toList();
    }
  }

  private static String example() {
    try {
      String document = Files.readString(Path.of("..", "docs", "alerting-configuration.md"));
      String section = document.split("## A complete example", 2)[1].split("\n## ", 2)[0];
      return section
          .lines()
          .filter(line -> line.isEmpty() || line.startsWith("    "))
          .map(line -> line.isEmpty() ? line : line.substring(4))
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
