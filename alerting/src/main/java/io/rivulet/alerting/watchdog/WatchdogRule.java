package io.rivulet.alerting.watchdog;

import io.rivulet.alerting.lifecycle.Statement;
import io.rivulet.domain.alert.AlertKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides what is stated of the way from device to person. It compares what is seen with what was
 * stated last, which any instance can read, so any instance can go on; two that see the same state
 * the same.
 */
final class WatchdogRule {
  private final Map<String, Statement> known;
  private final Map<String, Instant> illSince;
  private final Instant now;
  private final Map<String, Instant> stillIll = new HashMap<>();
  private final List<Statement> statements = new ArrayList<>();

  private WatchdogRule(Map<String, Statement> known, Map<String, Instant> illSince, Instant now) {
    this.known = known;
    this.illSince = illSince;
    this.now = now;
  }

  /**
   * What is to be stated.
   *
   * @param statements of conditions that began, changed or are over
   * @param illSince since when what is ill is so, by id: to be handed to the next decision
   */
  record Decided(List<Statement> statements, Map<String, Instant> illSince) {}

  /**
   * Decides.
   *
   * @param looks what every probe that worked saw
   * @param known the latest statement of each condition that was ever stated and is present or was
   *     looked at, by id
   * @param illSince of the last decision
   */
  static Decided decide(
      List<Look> looks, Map<String, Statement> known, Map<String, Instant> illSince, Instant now) {
    WatchdogRule rule = new WatchdogRule(known, illSince, now);
    looks.forEach(rule::take);
    return new Decided(List.copyOf(rule.statements), Map.copyOf(rule.stillIll));
  }

  private void take(Look look) {
    Set<String> named = new HashSet<>();
    for (Observed observed : look.observed()) {
      named.add(observed.condition().id());
      observed
          .illness()
          .ifPresentOrElse(
              illness -> ill(observed.condition(), illness), () -> well(observed.condition().id()));
    }
    for (Condition unknown : look.unknown()) {
      named.add(unknown.id());
      Optional.ofNullable(illSince.get(unknown.id()))
          .ifPresent(since -> stillIll.put(unknown.id(), since));
    }
    known.values().stream()
        .filter(statement -> Ailment.isOne(statement.category(), look.ailments()))
        .filter(statement -> !named.contains(statement.id()))
        .forEach(statement -> well(statement.id()));
  }

  private void ill(Condition condition, Observed.Illness illness) {
    String id = condition.id();
    Instant since = illSince.getOrDefault(id, now);
    stillIll.put(id, since);
    Statement last = known.get(id);
    boolean present = last != null && last.present();
    if (!present && !now.isBefore(since.plus(illness.after()))) {
      long revision = last == null ? 1 : last.revision() + 1;
      statements.add(stated(condition, illness, revision, since));
    } else if (present && !last.detail().startsWith(illness.gist())) {
      statements.add(stated(condition, illness, last.revision() + 1, last.start()));
    }
  }

  private static Statement stated(
      Condition condition, Observed.Illness illness, long revision, Instant start) {
    return new Statement(
        condition.id(),
        revision,
        condition.ailment().category(),
        AlertKind.TECHNICAL,
        condition.ailment().priority(),
        true,
        false,
        Optional.empty(),
        start,
        Optional.empty(),
        illness.detail(),
        condition.subject(),
        Optional.empty(),
        0);
  }

  private void well(String id) {
    Statement last = known.get(id);
    if (last != null && last.present()) {
      statements.add(over(last));
    }
  }

  private Statement over(Statement last) {
    return new Statement(
        last.id(),
        last.revision() + 1,
        last.category(),
        last.kind(),
        last.priority(),
        false,
        false,
        Optional.empty(),
        last.start(),
        Optional.of(now.isBefore(last.start()) ? last.start() : now),
        last.detail(),
        last.subject(),
        last.measured(),
        last.flaps());
  }
}
