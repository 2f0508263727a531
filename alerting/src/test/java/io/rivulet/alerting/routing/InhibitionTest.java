package io.rivulet.alerting.routing;

import static io.rivulet.alerting.lifecycle.StatementBuilder.START;
import static io.rivulet.alerting.lifecycle.StatementBuilder.silence;
import static io.rivulet.alerting.lifecycle.StatementBuilder.statement;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.alerting.lifecycle.StatementBuilder;
import io.rivulet.alerting.lifecycle.Subject;
import io.rivulet.domain.alert.AlertPriority;
import io.rivulet.testkit.Requirement;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class InhibitionTest {
  private static ActiveAlert active(StatementBuilder statement) {
    return ActiveAlert.of(statement.heard(START), List.of());
  }

  private static Inhibited inhibited(List<Inhibition> rules, StatementBuilder... statements) {
    return Inhibited.of(Arrays.stream(statements).map(InhibitionTest::active).toList(), rules);
  }

  @Test
  @Requirement("ROUTE-005")
  void aCriticalHidesItsWarningAndNoOtherOnes() {
    Subject mean = Subject.NONE.at("zurich").ofSession("S1").ofVital("NIBP", "mean", "high");
    Inhibited hidden =
        inhibited(
            InhibitionReader.DEFAULT,
            statement("warning"),
            statement("critical").high(),
            statement("mean").about(mean),
            statement("other").category("SPO2_EXCURSION"));

    assertThat(hidden.by())
        .containsOnlyKeys("warning")
        .containsEntry("warning", new Inhibited.Hidden("critical-hides-warning", "critical"));
  }

  @Test
  @Requirement("ROUTE-005")
  void aBlindBridgeHidesTheSilenceOfItsSitesDevices() {
    StatementBuilder blind =
        statement("blind").category("BRIDGE_BLIND").about(Subject.NONE.at("zurich")).high();
    Subject elsewhere = Subject.NONE.at("bern").ofDevice("p2");

    assertThat(
            inhibited(
                    InhibitionReader.DEFAULT,
                    silence("p1", "p1"),
                    silence("p2", "p2").about(elsewhere),
                    blind)
                .by())
        .containsOnlyKeys("p1");
  }

  @Test
  @Requirement("ROUTE-005")
  void whatIsOverHidesNothing() {
    assertThat(
            inhibited(
                    InhibitionReader.DEFAULT,
                    statement("warning"),
                    statement("critical").high().over())
                .by())
        .isEmpty();
  }

  private static Inhibition rule(String name, String source, String target) {
    return new Inhibition(
        name, List.of(Matcher.parse(source)), List.of(Matcher.parse(target)), List.of());
  }

  @Test
  @Requirement("ROUTE-006")
  void anAlertHidesNeitherItselfNorOneOfHigherPriority() {
    List<Inhibition> everything = List.of(rule("all", "kind =~ .*", "kind =~ .*"));

    assertThat(inhibited(everything, statement("a")).by()).isEmpty();
    assertThat(
            inhibited(everything, statement("low").priority(AlertPriority.LOW), statement("a"))
                .by())
        .containsOnlyKeys("low");
  }

  @Test
  @Requirement("ROUTE-006")
  void ofAlertsThatWouldHideEachOtherTheFirstIsTold() {
    List<Inhibition> circle =
        List.of(
            rule("a-b", "category = A", "category = B"),
            rule("b-c", "category = B", "category = C"),
            rule("c-a", "category = C", "category = A"));

    assertThat(
            inhibited(
                    circle,
                    statement("a").category("A"),
                    statement("b").category("B"),
                    statement("c").category("C"))
                .by())
        .containsOnlyKeys("b");
  }

  @Test
  @Requirement("ROUTE-006")
  void whatIsHiddenHidesNothingWhateverStartedFirst() {
    List<Inhibition> chain =
        List.of(
            rule("gateway", "category = GATEWAY", "category = DEVICE"),
            rule("device", "category = DEVICE", "category = READING"));

    assertThat(
            inhibited(
                    chain,
                    statement("reading").category("READING"),
                    statement("device").category("DEVICE").start(START.plusSeconds(1)),
                    statement("gateway").category("GATEWAY").start(START.plusSeconds(2)))
                .by())
        .containsOnlyKeys("device");
  }
}
