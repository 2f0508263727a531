package io.rivulet.alerting.routing;

import static io.rivulet.alerting.lifecycle.StatementBuilder.START;
import static io.rivulet.alerting.lifecycle.StatementBuilder.statement;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.alerting.lifecycle.StatementBuilder;
import io.rivulet.alerting.lifecycle.Subject;
import io.rivulet.domain.alert.AlertPriority;
import io.rivulet.testkit.Requirement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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

  @Property(tries = 1_000)
  @Requirement("ROUTE-011")
  void keptAlongItIsAsIfAllWereLookedAtTogether(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int changes) {
    Random random = new Random(seed);
    List<Inhibition> rules = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      rules.add(
          new Inhibition(
              "r" + i,
              List.of(Matcher.parse("category = C" + random.nextInt(4))),
              List.of(
                  Matcher.parse("category in C" + random.nextInt(4) + ", C" + random.nextInt(4))),
              random.nextBoolean() ? List.of(Label.SITE) : List.of()));
    }
    LiveInhibitions live = new LiveInhibitions(rules);
    Map<String, ActiveAlert> alerts = new TreeMap<>();
    for (int i = 0; i < changes; i++) {
      Map<String, Inhibited.Hidden> before = live.now().by();
      String id = "a" + random.nextInt(12);
      Set<String> affected;
      if (random.nextInt(4) == 0) {
        alerts.remove(id);
        affected = live.remove(id);
      } else {
        ActiveAlert alert = random(id, random);
        alerts.put(id, alert);
        affected = live.put(alert);
      }
      assertThat(live.now()).isEqualTo(Inhibited.of(alerts.values(), rules));
      Set<String> ids = new TreeSet<>(before.keySet());
      ids.addAll(live.now().by().keySet());
      ids.removeIf(one -> Objects.equals(before.get(one), live.now().by().get(one)));
      assertThat(affected).containsExactlyInAnyOrderElementsOf(ids);
    }
    assertThat(LiveInhibitions.of(rules, alerts.values()).now()).isEqualTo(live.now());
  }

  private static ActiveAlert random(String id, Random random) {
    StatementBuilder statement =
        statement(id)
            .about(Subject.NONE.at("site" + random.nextInt(2)))
            .category("C" + random.nextInt(4))
            .priority(AlertPriority.values()[random.nextInt(3)])
            .start(START.plusSeconds(random.nextInt(3)));
    return ActiveAlert.of(
        (random.nextInt(5) == 0 ? statement.over() : statement).heard(START), List.of());
  }
}
