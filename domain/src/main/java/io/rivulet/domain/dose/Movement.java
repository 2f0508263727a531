package io.rivulet.domain.dose;

import io.rivulet.domain.reading.PumpSample;
import io.rivulet.domain.unit.Concentration;
import io.rivulet.domain.version.Versions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What moved between two consecutive samples of a pump: the counter's difference where there is a
 * counter, rate x time over short gaps where there is none, and never a negative volume.
 */
final class Movement {
  private static final double NANOS_PER_HOUR = 3.6e12;

  private static final DosePlan NO_PLAN = new DosePlan(Versions.none(), Map.of());

  private final PumpSample earlier;
  private final PumpSample later;
  private final DosePlan plan;
  private final DoseRules rules;

  private Movement(PumpSample earlier, PumpSample later, DosePlan plan, DoseRules rules) {
    this.earlier = earlier;
    this.later = later;
    this.plan = plan;
    this.rules = rules;
  }

  /** The account of this pair, under the earlier sample's drug. */
  static DrugAccount between(PumpSample earlier, PumpSample later, DosePlan plan, DoseRules rules) {
    return new Movement(earlier, later, plan, rules).account();
  }

  /** The volume of this pair, nL; which drug's and under which weight does not matter to it. */
  static long nanolitres(PumpSample earlier, PumpSample later, DoseRules rules) {
    if (earlier.deliveredNanolitres().isPresent() && later.deliveredNanolitres().isPresent()) {
      return Math.max(
          0, later.deliveredNanolitres().getAsLong() - earlier.deliveredNanolitres().getAsLong());
    }
    Movement movement = new Movement(earlier, later, NO_PLAN, rules);
    return movement.withinGapLimit() ? movement.rateNanolitres(deliveringRate(earlier)) : 0;
  }

  private DrugAccount account() {
    boolean counted =
        earlier.deliveredNanolitres().isPresent() && later.deliveredNanolitres().isPresent();
    return counted ? counted() : estimated();
  }

  private DrugAccount counted() {
    long delta =
        later.deliveredNanolitres().getAsLong() - earlier.deliveredNanolitres().getAsLong();
    if (delta < 0) {
      return new DrugAccount(0, new TreeMap<>(), unseenNanolitres(), 0, 0, 0, 1, 0);
    }
    boolean checkable = withinGapLimit() && earlier.rateMlPerHour().isPresent();
    return new DrugAccount(
        0,
        allot(delta),
        0,
        0,
        checkable ? delta : 0,
        checkable ? rateNanolitres(deliveringRate(earlier)) : 0,
        0,
        0);
  }

  private DrugAccount estimated() {
    if (!withinGapLimit()) {
      return new DrugAccount(0, new TreeMap<>(), unseenNanolitres(), 0, 0, 0, 0, 0);
    }
    long volume = rateNanolitres(deliveringRate(earlier));
    return new DrugAccount(0, allot(volume), 0, volume, 0, 0, 0, 0);
  }

  /** The most that the programmed rates could have moved over the gap. */
  private long unseenNanolitres() {
    return rateNanolitres(Math.max(deliveringRate(earlier), deliveringRate(later)));
  }

  private boolean withinGapLimit() {
    return gap().compareTo(rules.gapLimit()) <= 0;
  }

  private Duration gap() {
    return Duration.between(earlier.origin().time(), later.origin().time());
  }

  private long rateNanolitres(double rateMlPerHour) {
    return Math.round(
        rateMlPerHour * PumpSample.NANOLITRES_PER_ML * (nanos(gap()) / NANOS_PER_HOUR));
  }

  private static double deliveringRate(PumpSample sample) {
    return sample.state().delivers() ? sample.rateMlPerHour().orElse(0) : 0;
  }

  private static double nanos(Duration duration) {
    return duration.getSeconds() * 1e9 + duration.getNano();
  }

  /** Splits a volume by time where a version of weight or concentration starts inside the gap. */
  private SortedMap<Stretch, Long> allot(long volume) {
    TreeMap<Stretch, Long> volumes = new TreeMap<>();
    if (volume == 0) {
      return volumes;
    }
    double total = nanos(gap());
    Instant start = earlier.origin().time();
    long allotted = 0;
    List<Instant> ends = sliceEnds();
    for (int i = 0; i < ends.size(); i++) {
      Instant end = ends.get(i);
      // Rounding the running share keeps the parts' sum equal to the whole.
      boolean last = i == ends.size() - 1;
      double share = last ? 1 : nanos(Duration.between(earlier.origin().time(), end)) / total;
      long upToHere = last ? volume : Math.round(volume * share);
      if (upToHere > allotted) {
        volumes.merge(inForce(start), upToHere - allotted, Math::addExact);
      }
      allotted = upToHere;
      start = end;
    }
    return volumes;
  }

  private List<Instant> sliceEnds() {
    Instant from = earlier.origin().time();
    Instant to = later.origin().time();
    TreeMap<Instant, Boolean> ends = new TreeMap<>();
    ends.put(to, true);
    plan.weightsKg().between(from, to).forEach(slice -> ends.put(slice.to(), true));
    if (earlier.concentration().isEmpty()) {
      concentrations().between(from, to).forEach(slice -> ends.put(slice.to(), true));
    }
    return new ArrayList<>(ends.keySet());
  }

  private Stretch inForce(Instant instant) {
    Optional<Concentration> concentration =
        earlier.concentration().or(() -> concentrations().asOf(instant));
    Optional<Double> weight = plan.weightsKg().asOf(instant);
    return new Stretch(
        concentration, weight.map(OptionalDouble::of).orElseGet(OptionalDouble::empty));
  }

  private Versions<Concentration> concentrations() {
    return plan.concentration(earlier.drug());
  }
}
