package io.rivulet.alerting.watchdog;

import io.rivulet.alerting.lifecycle.Statement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the way from device to person, and states what is wrong with it as alerts. Used by one
 * thread.
 */
final class Watchdog {
  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
  private static final Set<String> CATEGORIES =
      Arrays.stream(Ailment.values())
          .map(Ailment::category)
          .collect(Collectors.toUnmodifiableSet());

  private final List<Probe> probes;
  private final StatementBook book;
  private Map<String, Instant> illSince = Map.of();

  Watchdog(List<Probe> probes, StatementBook book) {
    this.probes = List.copyOf(probes);
    this.book = book;
  }

  /**
   * Looks at everything and states what is new.
   *
   * @return what is ill now, in words by condition
   * @throws SQLException where it cannot be stated; the next look tries again
   */
  List<String> look(Instant now) throws SQLException {
    List<Look> looks = looks(now);
    Set<String> ids = new HashSet<>();
    looks.stream()
        .flatMap(look -> look.observed().stream())
        .forEach(observed -> ids.add(observed.condition().id()));
    Map<String, Statement> known = book.latest(ids, CATEGORIES);
    WatchdogRule.Decided decided = WatchdogRule.decide(looks, known, illSince, now);
    if (!decided.statements().isEmpty()) {
      book.take(decided.statements());
    }
    illSince = decided.illSince();
    return looks.stream()
        .flatMap(look -> look.observed().stream())
        .filter(observed -> observed.illness().isPresent())
        .map(observed -> words(observed))
        .sorted()
        .toList();
  }

  private static String words(Observed observed) {
    Condition condition = observed.condition();
    return condition.ailment().category() + " " + condition.thing();
  }

  private List<Look> looks(Instant now) {
    List<Look> looks = new ArrayList<>();
    for (Probe probe : probes) {
      try {
        looks.add(probe.look(now));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        LOG.warn("A part of the way cannot be looked at now: {}", e.toString());
      }
    }
    // What was looked at while this ends is no finding.
    return Thread.currentThread().isInterrupted() ? List.of() : looks;
  }

  /** Forgets since when things are ill, as another instance watches now. */
  void forget() {
    illSince = Map.of();
  }
}
