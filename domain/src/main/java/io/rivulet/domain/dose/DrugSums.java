package io.rivulet.domain.dose;

import io.rivulet.domain.unit.Concentration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one pump moved of one drug up to a sample, in whole nanolitres, before weights and the
 * session's concentrations give it a value.
 *
 * @param drug as named on the pump
 * @param reported the concentration that the pump last reported for it
 * @param until the last sample that says anything about the drug: one that names it, or the one
 *     after, with which the pump turned to another
 * @param samples distinct samples that named it
 * @param moved volumes by what was in force, in order of first use, at most {@link #MAX_STRETCHES}
 * @param uncertaintyNanolitres what may have moved unseen, nL
 * @param estimatedNanolitres part of the volume that is rate x time for want of a counter, nL
 * @param checkedCounterNanolitres counter volume where it could be checked, nL
 * @param checkedRateNanolitres rate x time over the same intervals, nL
 * @param resets falls of the counter
 * @param segments stretches of delivery at one rate and concentration
 */
public record DrugSums(
    String drug,
    Optional<Concentration> reported,
    Optional<Instant> until,
    long samples,
    List<Moved> moved,
    long uncertaintyNanolitres,
    long estimatedNanolitres,
    long checkedCounterNanolitres,
    long checkedRateNanolitres,
    int resets,
    int segments) {
  /**
   * Different combinations of concentration and versions that are told apart. What moves under
   * further ones has a volume and no known amount, so that no pump can grow its account forever.
   */
  public static final int MAX_STRETCHES = 256;

  /** Keeps an unmodifiable copy. */
  public DrugSums {
    moved = List.copyOf(moved);
  }

  static DrugSums none(String drug) {
    return new DrugSums(drug, Optional.empty(), Optional.empty(), 0, List.of(), 0, 0, 0, 0, 0, 0);
  }

  /** The sums with one more sample of the drug. */
  DrugSums seen(Instant time, Optional<Concentration> nowReported, boolean beginsSegment) {
    return new DrugSums(
        drug,
        nowReported,
        Optional.of(time),
        samples + 1,
        moved,
        uncertaintyNanolitres,
        estimatedNanolitres,
        checkedCounterNanolitres,
        checkedRateNanolitres,
        resets,
        segments + (beginsSegment ? 1 : 0));
  }

  /** The sums with what moved between two samples. */
  DrugSums plus(Instant time, Movement movement) {
    return new DrugSums(
        drug,
        reported,
        Optional.of(time),
        samples,
        together(moved, movement.volumes()),
        uncertaintyNanolitres + movement.uncertaintyNanolitres(),
        estimatedNanolitres + movement.estimatedNanolitres(),
        checkedCounterNanolitres + movement.checkedCounterNanolitres(),
        checkedRateNanolitres + movement.checkedRateNanolitres(),
        resets + (movement.reset() ? 1 : 0),
        segments);
  }

  /** What moved without a concentration, under the first one that the pump reports. */
  DrugSums firstReporting(Concentration concentration) {
    List<Moved> known = List.of();
    for (Moved part : moved) {
      InForce inForce = part.inForce();
      known =
          together(
              known,
              List.of(
                  inForce.withoutConcentration()
                      ? new Moved(inForce.reporting(concentration), part.nanolitres())
                      : part));
    }
    return new DrugSums(
        drug,
        Optional.of(concentration),
        until,
        samples,
        known,
        uncertaintyNanolitres,
        estimatedNanolitres,
        checkedCounterNanolitres,
        checkedRateNanolitres,
        resets,
        segments);
  }

  private static List<Moved> together(List<Moved> moved, List<Moved> added) {
    if (added.isEmpty()) {
      return moved;
    }
    List<Moved> sum = new ArrayList<>(moved);
    for (Moved part : added) {
      add(sum, part);
    }
    return sum;
  }

  private static void add(List<Moved> sum, Moved part) {
    InForce inForce = part.inForce();
    for (int turn = 0; turn < 2; turn++) {
      for (int i = sum.size() - 1; i >= 0; i--) {
        if (sum.get(i).inForce().equals(inForce)) {
          sum.set(i, sum.get(i).plus(part.nanolitres()));
          return;
        }
      }
      if (sum.size() < MAX_STRETCHES - 1 || inForce.equals(InForce.UNKNOWN)) {
        break;
      }
      inForce = InForce.UNKNOWN;
    }
    sum.add(new Moved(inForce, part.nanolitres()));
  }

  /** The account by the plan as it is now. */
  public DrugAccount by(DosePlan plan) {
    TreeMap<Stretch, Long> volumes = new TreeMap<>();
    moved.forEach(
        part -> volumes.merge(part.inForce().by(plan, drug), part.nanolitres(), Math::addExact));
    return new DrugAccount(
        samples,
        volumes,
        uncertaintyNanolitres,
        estimatedNanolitres,
        checkedCounterNanolitres,
        checkedRateNanolitres,
        resets,
        segments);
  }
}
