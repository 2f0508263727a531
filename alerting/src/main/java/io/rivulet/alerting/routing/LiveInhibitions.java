package io.rivulet.alerting.routing;

import io.rivulet.alerting.routing.Inhibited.Hidden;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which alerts hide which, kept as alerts come, change and go. It agrees with {@link Inhibited#of}
 * over all of them, and looks again only at those that a change can reach: those that hide nothing
 * are decided by themselves, others with whatever they share a rule and its labels with. Confined
 * to one thread at a time.
 */
public final class LiveInhibitions {
  private final List<Inhibition> rules;
  private final Map<String, Placed> alerts = new HashMap<>();
  private final Map<Place, Neighbours> neighbours = new HashMap<>();
  private final Map<String, Hidden> hidden = new HashMap<>();
  private Optional<Inhibited> now = Optional.of(Inhibited.NONE);

  /** Where alerts can hide one another: those of one rule that agree on its labels. */
  private record Place(int rule, List<String> agreed) {}

  private record Placed(ActiveAlert alert, List<Place> asSource, List<Place> asTarget) {}

  private static final class Neighbours {
    private final TreeSet<ActiveAlert> sources = new TreeSet<>(ActiveAlert.BY_RANK);
    private final Map<String, ActiveAlert> targets = new HashMap<>();

    private boolean isEmpty() {
      return sources.isEmpty() && targets.isEmpty();
    }
  }

  /** By these rules, without alerts. */
  public LiveInhibitions(List<Inhibition> rules) {
    this.rules = List.copyOf(rules);
  }

  /** By these rules, with these alerts. */
  public static LiveInhibitions of(List<Inhibition> rules, Collection<ActiveAlert> alerts) {
    LiveInhibitions live = new LiveInhibitions(rules);
    alerts.forEach(alert -> live.place(live.placed(alert)));
    live.hidden.putAll(Inhibited.of(alerts, rules).by());
    live.now = Optional.empty();
    return live;
  }

  /**
   * An alert is there, or is as this now.
   *
   * @return the alerts that others hide, and did not before, or the reverse
   */
  public Set<String> put(ActiveAlert alert) {
    Placed before = alerts.get(alert.id());
    if (before != null && before.alert().equals(alert)) {
      return Set.of();
    }
    return change(alert.id(), Optional.ofNullable(before), Optional.of(placed(alert)));
  }

  /**
   * An alert is not there any more.
   *
   * @return as of {@link #put}
   */
  public Set<String> remove(String id) {
    Placed before = alerts.get(id);
    return before == null ? Set.of() : change(id, Optional.of(before), Optional.empty());
  }

  /** What is hidden now. */
  public Inhibited now() {
    if (now.isEmpty()) {
      now = Optional.of(new Inhibited(hidden));
    }
    return now.get();
  }

  private Set<String> change(String id, Optional<Placed> before, Optional<Placed> after) {
    Set<String> changed = new HashSet<>();
    if (hidesNothing(before) && hidesNothing(after)) {
      before.ifPresent(this::displace);
      after.ifPresent(this::place);
      decided(id, after.map(this::hiding).orElse(null), changed);
      return changed;
    }
    Map<String, ActiveAlert> reached = new HashMap<>();
    before.ifPresent(gone -> reach(gone, reached));
    before.ifPresent(this::displace);
    reached.remove(id);
    after.ifPresent(this::place);
    after.ifPresent(come -> reach(come, reached));
    if (after.isEmpty()) {
      decided(id, null, changed);
    }
    Map<String, Hidden> anew = Inhibited.of(reached.values(), rules).by();
    reached.keySet().forEach(one -> decided(one, anew.get(one), changed));
    return changed;
  }

  private static boolean hidesNothing(Optional<Placed> one) {
    return one.map(placed -> placed.asSource().isEmpty()).orElse(true);
  }

  /** All that can hide or be hidden by this alert, by what those can, and so on. */
  private void reach(Placed from, Map<String, ActiveAlert> reached) {
    Deque<Placed> open = new ArrayDeque<>(List.of(from));
    reached.put(from.alert().id(), from.alert());
    while (!open.isEmpty()) {
      Placed one = open.remove();
      List<ActiveAlert> near = new ArrayList<>();
      one.asSource().forEach(place -> near.addAll(neighbours.get(place).targets.values()));
      one.asTarget().forEach(place -> near.addAll(neighbours.get(place).sources));
      for (ActiveAlert next : near) {
        if (reached.putIfAbsent(next.id(), next) == null) {
          open.add(alerts.get(next.id()));
        }
      }
    }
  }

  /**
   * What hides an alert that itself hides nothing: all that could are decided. Null for nothing.
   */
  private Hidden hiding(Placed target) {
    for (Place place : target.asTarget()) {
      Neighbours near = neighbours.get(place);
      for (ActiveAlert source : near.sources) {
        if (InhibitionOrder.mayHide(source, target.alert()) && !hidden.containsKey(source.id())) {
          return new Hidden(rules.get(place.rule()).name(), source.id());
        }
      }
    }
    return null;
  }

  private void decided(String id, Hidden by, Set<String> changed) {
    Hidden before = by == null ? hidden.remove(id) : hidden.put(id, by);
    if (!Objects.equals(before, by)) {
      changed.add(id);
      now = Optional.empty();
    }
  }

  private Placed placed(ActiveAlert alert) {
    List<Place> asSource = new ArrayList<>();
    List<Place> asTarget = new ArrayList<>();
    for (int rule = 0; rule < rules.size(); rule++) {
      Inhibition inhibition = rules.get(rule);
      boolean hides = alert.present() && inhibition.hides(alert.labels());
      boolean isHidden = inhibition.isHidden(alert.labels());
      if (hides || isHidden) {
        Place place = new Place(rule, InhibitionOrder.agreed(inhibition, alert));
        if (hides) {
          asSource.add(place);
        }
        if (isHidden) {
          asTarget.add(place);
        }
      }
    }
    return new Placed(alert, List.copyOf(asSource), List.copyOf(asTarget));
  }

  private void place(Placed placed) {
    alerts.put(placed.alert().id(), placed);
    for (Place place : placed.asSource()) {
      at(place).sources.add(placed.alert());
    }
    for (Place place : placed.asTarget()) {
      at(place).targets.put(placed.alert().id(), placed.alert());
    }
  }

  private void displace(Placed placed) {
    alerts.remove(placed.alert().id());
    for (Place place : placed.asSource()) {
      at(place).sources.remove(placed.alert());
      forgetEmpty(place);
    }
    for (Place place : placed.asTarget()) {
      at(place).targets.remove(placed.alert().id());
      forgetEmpty(place);
    }
  }

  private Neighbours at(Place place) {
    return neighbours.computeIfAbsent(place, key -> new Neighbours());
  }

  private void forgetEmpty(Place place) {
    if (at(place).isEmpty()) {
      neighbours.remove(place);
    }
  }
}
