package io.rivulet.alerting.routing;

import static io.rivulet.alerting.lifecycle.StatementBuilder.START;
import static io.rivulet.alerting.lifecycle.StatementBuilder.statement;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.domain.alert.AlertPriority;
import io.rivulet.testkit.Requirement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class InhibitionProperties {
  private static Inhibition rule(String name, String source, String target) {
    return new Inhibition(
        name, List.of(Matcher.parse(source)), List.of(Matcher.parse(target)), List.of());
  }

  @Property(tries = 300)
  @Requirement("ROUTE-006")
  void whateverTheRulesWhatIsHiddenIsHiddenByWhatIsTold(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int count) {
    Random random = new Random(seed);
    List<Inhibition> rules = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      rules.add(
          rule(
              "r" + i,
              "category = C" + random.nextInt(5),
              "category in C" + random.nextInt(5) + ", C" + random.nextInt(5)));
    }
    List<ActiveAlert> alerts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      alerts.add(
          ActiveAlert.of(
              statement("a" + i)
                  .category("C" + random.nextInt(5))
                  .priority(AlertPriority.values()[random.nextInt(3)])
                  .start(START.plusSeconds(random.nextInt(3)))
                  .heard(START),
              List.of()));
    }
    Inhibited hidden = Inhibited.of(alerts, rules);

    assertThat(hidden.by().size()).isLessThan(count);
    for (ActiveAlert alert : alerts) {
      boolean couldBe =
          alerts.stream()
              .filter(other -> !other.id().equals(alert.id()))
              .filter(other -> !hidden.by().containsKey(other.id()))
              .filter(other -> other.labels().priority().compareTo(alert.labels().priority()) < 0)
              .anyMatch(
                  other ->
                      rules.stream().anyMatch(some -> some.hides(other.labels(), alert.labels())));
      if (couldBe) {
        assertThat(hidden.by()).containsKey(alert.id());
      }
      if (hidden.by().containsKey(alert.id())) {
        assertThat(hidden.by()).doesNotContainKey(hidden.by().get(alert.id()).source());
      }
    }
    Collections.shuffle(alerts, random);
    assertThat(Inhibited.of(alerts, rules)).isEqualTo(hidden);
  }
}
