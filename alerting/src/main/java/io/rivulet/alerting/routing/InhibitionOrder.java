package io.rivulet.alerting.routing;

import io.rivulet.alerting.routing.Inhibited.Hidden;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides alert by alert which are hidden: first those that nothing undecided could hide, so that
 * what hides is known before what it hides. Where all that are left could be hidden by one another,
 * the first by rank that hides one that hides is decided as if those did not count, which breaks
 * the circle.
 */
final class InhibitionOrder {
  private final List<ActiveAlert> alerts;
  private final Map<String, List<Hidden>> couldHide = new HashMap<>();
  private final Set<String> hiders = new HashSet<>();
  private final Map<String, Hidden> hidden = new HashMap<>();
  private final Set<String> told = new HashSet<>();

  InhibitionOrder(Collection<ActiveAlert> alerts, List<Inhibition> rules) {
    this.alerts = alerts.stream().sorted(ActiveAlert.BY_RANK).toList();
    for (Inhibition rule : rules) {
      addSources(rule);
    }
  }

  private void addSources(Inhibition rule) {
    Map<List<String>, List<ActiveAlert>> sources = new HashMap<>();
    for (ActiveAlert alert : alerts) {
      if (alert.present() && rule.hides(alert.labels())) {
        hiders.add(alert.id());
        sources.computeIfAbsent(agreed(rule, alert), key -> new ArrayList<>()).add(alert);
      }
    }
    for (ActiveAlert alert : alerts) {
      if (!sources.isEmpty() && rule.isHidden(alert.labels())) {
        for (ActiveAlert source : sources.getOrDefault(agreed(rule, alert), List.of())) {
          if (mayHide(source, alert)) {
            couldHide
                .computeIfAbsent(alert.id(), key -> new ArrayList<>())
                .add(new Hidden(rule.name(), source.id()));
          }
        }
      }
    }
  }

  /** What an alert has of the labels on which both have to agree. */
  static List<String> agreed(Inhibition rule, ActiveAlert alert) {
    return rule.equal().stream().map(alert.labels()::get).toList();
  }

  /** Whether one may hide another by rank. */
  static boolean mayHide(ActiveAlert source, ActiveAlert alert) {
    return !source.id().equals(alert.id())
        && source.labels().priority().compareTo(alert.labels().priority()) <= 0;
  }

  Inhibited decide() {
    List<ActiveAlert> open = new ArrayList<>(alerts);
    while (!open.isEmpty()) {
      if (!open.removeIf(this::decided)) {
        ActiveAlert first = firstThatHides(open);
        open.remove(first);
        decide(first);
      }
    }
    return new Inhibited(hidden);
  }

  /**
   * In a circle each hides one that hides. What hides nothing has no say in where a circle is
   * broken, so that it can be decided by itself.
   */
  private ActiveAlert firstThatHides(List<ActiveAlert> open) {
    Set<String> hiding = new HashSet<>();
    open.stream()
        .filter(alert -> hiders.contains(alert.id()))
        .forEach(alert -> sources(alert).forEach(by -> hiding.add(by.source())));
    return open.stream().filter(alert -> hiding.contains(alert.id())).findFirst().orElseThrow();
  }

  private boolean decided(ActiveAlert alert) {
    boolean known =
        sources(alert).stream()
            .allMatch(by -> told.contains(by.source()) || hidden.containsKey(by.source()));
    if (known) {
      decide(alert);
    }
    return known;
  }

  private void decide(ActiveAlert alert) {
    Optional<Hidden> by =
        sources(alert).stream().filter(some -> told.contains(some.source())).findFirst();
    by.ifPresentOrElse(some -> hidden.put(alert.id(), some), () -> told.add(alert.id()));
  }

  private List<Hidden> sources(ActiveAlert alert) {
    return couldHide.getOrDefault(alert.id(), List.of());
  }
}
