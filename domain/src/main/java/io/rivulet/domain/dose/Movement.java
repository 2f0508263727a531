package io.rivulet.domain.dose;

import io.rivulet.domain.reading.PumpSample;
import io.rivulet.domain.unit.Concentration;
import io.rivulet.domain.version.Versions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What moved between two consecutive samples of a pump: the counter's difference where there is a
 * counter, rate x time over short gaps where there is none, and never a negative volume.
 *
 * @param volumes by what was in force, in order of time
 * @param uncertaintyNanolitres what may have moved unseen, nL
 * @param estimatedNanolitres part of the volume that is rate x time, nL
 * @param checkedCounterNanolitres counter volume where it could be checked, nL
 * @param checkedRateNanolitres rate x time over the same interval, nL
 * @param reset whether the counter fell
 */
record Movement(
    List<Moved> volumes,
    long uncertaintyNanolitres,
    long estimatedNanolitres,
    long checkedCounterNanolitres,
    long checkedRateNanolitres,
    boolean reset) {
  private static final double NANOS_PER_HOUR = 3.6e12;

  /**
   * What moved under the earlier sample's drug.
   *
   * @param sums the drug's, with the concentration that the pump last reported for it
   */
  static Movement between(
      PumpSample earlier, DrugSums sums, PumpSample later, DosePlan plan, DoseRules rules) {
    return new Pair(earlier, sums.drug(), sums.reported(), later, plan, rules).movement();
  }

  private record Pair(
      PumpSample earlier,
      String drug,
      Optional<Concentration> reported,
      PumpSample later,
      DosePlan plan,
      DoseRules rules) {
    Movement movement() {
      boolean counted =
          earlier.deliveredNanolitres().isPresent() && later.deliveredNanolitres().isPresent();
      return counted ? counted() : estimated();
    }

    private Movement counted() {
      long delta =
          later.deliveredNanolitres().getAsLong() - earlier.deliveredNanolitres().getAsLong();
      if (delta < 0) {
        return new Movement(List.of(), unseenNanolitres(), 0, 0, 0, true);
      }
      boolean checkable = withinGapLimit() && earlier.rateMlPerHour().isPresent();
      return new Movement(
          allot(delta),
          0,
          0,
          checkable ? delta : 0,
          checkable ? rateNanolitres(deliveringRate(earlier)) : 0,
          false);
    }

    private Movement estimated() {
      if (!withinGapLimit()) {
        return new Movement(List.of(), unseenNanolitres(), 0, 0, 0, false);
      }
      long volume = rateNanolitres(deliveringRate(earlier));
      return new Movement(allot(volume), 0, volume, 0, 0, false);
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
    private List<Moved> allot(long volume) {
      if (volume == 0) {
        return List.of();
      }
      Instant start = earlier.origin().time();
      Instant to = later.origin().time();
      List<Instant> starts = startsWithin(start, to);
      if (starts.isEmpty()) {
        return List.of(new Moved(inForce(start), volume));
      }
      double total = nanos(gap());
      List<Moved> volumes = new ArrayList<>();
      long allotted = 0;
      for (Instant end : starts) {
        // Rounding the running share keeps the parts' sum equal to the whole.
        double share = nanos(Duration.between(earlier.origin().time(), end)) / total;
        long upToHere = end.equals(to) ? volume : Math.round(volume * share);
        if (upToHere > allotted) {
          volumes.add(new Moved(inForce(start), upToHere - allotted));
        }
        allotted = upToHere;
        start = end;
      }
      return volumes;
    }

    /** Starts of versions between the samples and then the later sample; none without any. */
    private List<Instant> startsWithin(Instant from, Instant to) {
      boolean weights = plan.weightsKg().startsWithin(from, to);
      boolean concentrations = reported.isEmpty() && concentrations().startsWithin(from, to);
      if (!weights && !concentrations) {
        return List.of();
      }
      TreeSet<Instant> ends = new TreeSet<>(List.of(to));
      plan.weightsKg().between(from, to).forEach(slice -> ends.add(slice.to()));
      if (reported.isEmpty()) {
        concentrations().between(from, to).forEach(slice -> ends.add(slice.to()));
      }
      return List.copyOf(ends);
    }

    private InForce inForce(Instant instant) {
      return new InForce(
          reported,
          reported.isPresent() ? Optional.empty() : concentrations().startAsOf(instant),
          plan.weightsKg().startAsOf(instant));
    }

    private Versions<Concentration> concentrations() {
      return plan.concentration(drug);
    }
  }
}
