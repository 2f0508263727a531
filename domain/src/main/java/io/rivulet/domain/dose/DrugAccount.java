package io.rivulet.domain.dose;

import io.rivulet.domain.unit.AmountUnit;
import io.rivulet.domain.unit.Concentration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one pump delivered of one drug: a sum over pairs of consecutive samples, in whole
 * nanolitres.
 *
 * @param samples distinct samples that named this drug
 * @param volumesNanolitres by what was in force, nL, no zero entries
 * @param uncertaintyNanolitres what may have moved unseen, nL
 * @param estimatedNanolitres part of the volume that is rate x time for want of a counter, nL
 * @param checkedCounterNanolitres counter volume where it could be checked, nL
 * @param checkedRateNanolitres rate x time over the same intervals, nL
 * @param resets falls of the counter
 * @param segments stretches of delivery at one rate and concentration
 */
public record DrugAccount(
    long samples,
    SortedMap<Stretch, Long> volumesNanolitres,
    long uncertaintyNanolitres,
    long estimatedNanolitres,
    long checkedCounterNanolitres,
    long checkedRateNanolitres,
    int resets,
    int segments) {
  /** Nothing delivered, nothing seen. */
  public static final DrugAccount EMPTY =
      new DrugAccount(0, Collections.emptySortedMap(), 0, 0, 0, 0, 0, 0);

  private static final double NANOLITRES_PER_ML = 1e6;

  /** Keeps an unmodifiable copy. */
  public DrugAccount {
    volumesNanolitres = Collections.unmodifiableSortedMap(new TreeMap<>(volumesNanolitres));
  }

  /** Volume delivered, nL. */
  public long volumeNanolitres() {
    return volumesNanolitres.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Amount delivered, in {@link #unit()}; 0 where nothing moved; empty where any of the volume has
   * no known concentration, or where concentrations of more than one unit were in force.
   */
  public OptionalDouble amount() {
    return sum(false);
  }

  /** Amount per kg, in {@link #unit()}; empty where the amount is, or any weight is missing. */
  public OptionalDouble amountPerKg() {
    return sum(true);
  }

  /** What the amount is counted in; empty where no volume has a known concentration. */
  public Optional<AmountUnit> unit() {
    return volumesNanolitres.keySet().stream()
        .flatMap(stretch -> stretch.concentration().stream())
        .map(Concentration::unit)
        .findFirst();
  }

  private OptionalDouble sum(boolean perKg) {
    double total = 0;
    Optional<AmountUnit> unit = unit();
    for (Map.Entry<Stretch, Long> entry : volumesNanolitres.entrySet()) {
      Optional<Concentration> concentration = entry.getKey().concentration();
      OptionalDouble weightKg = entry.getKey().weightKg();
      if (concentration.isEmpty()
          || !concentration.map(Concentration::unit).equals(unit)
          || (perKg && weightKg.isEmpty())) {
        return OptionalDouble.empty();
      }
      double amount = entry.getValue() / NANOLITRES_PER_ML * concentration.get().amountPerMl();
      total += perKg ? amount / weightKg.getAsDouble() : amount;
    }
    return OptionalDouble.of(total);
  }
}
