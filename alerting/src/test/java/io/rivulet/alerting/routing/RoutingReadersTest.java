package io.rivulet.alerting.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.runtime.yaml.ConfigurationFile;
import io.rivulet.runtime.yaml.InvalidConfigurationException;
import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoutingReadersTest {
  @Test
  @Requirement("ROUTE-010")
  void routesAreReadAndTakeFromTheirParentsWhatTheyLeaveOut() throws Exception {
    Routing routing =
        ConfigurationFile.read(
            """
            routes:
              policy: day
              delay: PT14S
              groupBy: [site, session]
              routes:
                - name: high
                  match: ["priority = high", "kind = physiological"]
                  policy: night
                  continue: true
                  routes:
                    - name: zurich
                      match: site = zurich
                      repeat: PT10M
                      tellAcknowledged: false
                      remindAfterAcknowledged: PT2H
            """,
            RouteReader::read);

    RouteTerms high = routing.terms("root/high").orElseThrow();
    assertThat(high.policy()).isEqualTo("night");
    assertThat(high.delay()).isEqualTo(Duration.ofSeconds(14));
    assertThat(high.urgentDelay()).isZero();
    assertThat(high.groupBy()).containsExactly(Label.SITE, Label.SESSION);
    RouteTerms zurich = routing.terms("root/high/zurich").orElseThrow();
    assertThat(zurich.policy()).isEqualTo("night");
    assertThat(zurich.repeat()).isEqualTo(Duration.ofMinutes(10));
    assertThat(zurich.tellAcknowledged()).isFalse();
    assertThat(zurich.remindAfterAcknowledged()).isEqualTo(Optional.of(Duration.ofHours(2)));
    assertThat(routing.root().children().get(0).goesOn()).isTrue();
  }

  @Test
  @Requirement("ROUTE-010")
  void everyMistakeIsSaidWithItsLine() {
    String text =
        """
        routes:
          groupBy: [colour]
          routes:
            - name: high
              match: priority
              dely: PT1S
              repeat: PT1S
        """;

    assertThatThrownBy(() -> ConfigurationFile.read(text, RouteReader::read))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("policy: is missing")
        .hasMessageContaining("line 2, routes.groupBy: 'colour' is no label")
        .hasMessageContaining("line 5, routes.routes[0].match: 'priority' is no condition")
        .hasMessageContaining("line 6, routes.routes[0].dely: is not known here")
        .hasMessageContaining("repeat PT1S is not PT1M to PT168H");
    assertThatThrownBy(() -> ConfigurationFile.read("other: x", RouteReader::read))
        .hasMessageContaining("routes: is missing; name at least a policy");
  }

  @Test
  @Requirement("ROUTE-010")
  void inhibitionsAreReadAndThereAreSomeWithoutAny() throws Exception {
    assertThat(ConfigurationFile.read("other: x", InhibitionReader::read))
        .isEqualTo(InhibitionReader.DEFAULT);
    assertThat(ConfigurationFile.read("inhibitions: []", InhibitionReader::read)).isEmpty();
    assertThat(
            ConfigurationFile.read(
                """
                inhibitions:
                  - name: one
                    source: category = A
                    target: ["category = B", "priority = low"]
                    equal: [site]
                """,
                InhibitionReader::read))
        .containsExactly(
            new Inhibition(
                "one",
                List.of(Matcher.parse("category = A")),
                List.of(Matcher.parse("category = B"), Matcher.parse("priority = low")),
                List.of(Label.SITE)));
    assertThatThrownBy(
            () ->
                ConfigurationFile.read(
                    "inhibitions: [{name: one, source: site = a}]", InhibitionReader::read))
        .hasMessageContaining("no source or no target");
  }

  @Test
  @Requirement("ROUTE-010")
  void maintenanceWindowsAreRead() throws Exception {
    List<MaintenanceWindow> windows =
        ConfigurationFile.read(
            """
            maintenance:
              - name: upgrade
                match: site = zurich
                author: anna
                reason: new gateway
                from: 2026-11-21T20:00:00Z
                until: 2026-11-21T22:00:00Z
              - name: nights
                match: category = DEVICE_SILENT
                author: ben
                reason: monitors are cleaned
                weekly: {zone: Europe/Zurich, days: [saturday, SUNDAY], from: "22:00", to: "04:00"}
            """,
            MaintenanceReader::read);

    assertThat(windows).extracting(MaintenanceWindow::name).containsExactly("upgrade", "nights");
    assertThat(windows.get(1).times()).isInstanceOf(WindowTimes.Weekly.class);
    assertThat(((WindowTimes.Weekly) windows.get(1).times()).to()).isEqualTo(LocalTime.of(4, 0));
  }

  @Test
  @Requirement("ROUTE-010")
  void aWindowWithoutTimesAuthorOrReasonIsRefused() {
    assertThatThrownBy(
            () ->
                ConfigurationFile.read(
                    """
                    maintenance:
                      - name: one
                        match: site = a
                        reason: why
                      - name: two
                        match: site = a
                        author: anna
                        reason: why
                        weekly: {days: [caturday], from: 22, to: "04:00"}
                    """,
                    MaintenanceReader::read))
        .hasMessageContaining("maintenance[0].author: is missing")
        .hasMessageContaining("either from and until, or weekly")
        .hasMessageContaining("'caturday' is no day of the week")
        .hasMessageContaining("maintenance[1].weekly.zone: is missing");
  }

  @Test
  @Requirement("ROUTE-010")
  void careUnitsAndFlappingAreRead() throws Exception {
    assertThat(
            ConfigurationFile.read(
                "careUnits: {room3: {sites: [zurich], devices: [r3-*]}}", CareUnitReader::read))
        .containsExactly(new CareUnit("room3", List.of("zurich"), List.of("r3-*")));
    assertThat(ConfigurationFile.read("flapping: {count: 3}", FlappingReader::read).count())
        .isEqualTo(3);
    assertThat(ConfigurationFile.read("other: x", FlappingReader::read))
        .isEqualTo(Flapping.DEFAULT);
    assertThatThrownBy(() -> ConfigurationFile.read("flapping: {count: 99}", FlappingReader::read))
        .hasMessageContaining("99 is not 2 to 31");
  }
}
