package io.rivulet.domain.dose;

import io.rivulet.domain.reading.PumpSample;
import io.rivulet.domain.unit.AmountUnit;
import io.rivulet.domain.unit.Concentration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The account of one pump in one session, by drug (CLINICAL.md section 1). It is a sum over pairs
 * of consecutive samples, in the order of {@link io.rivulet.domain.reading.Origin}; {@link #insert}
 * and {@link #of} give the same ledger for the same set of samples, whatever the order of arrival.
 *
 * @param accounts by drug
 * @param first when the earliest sample was taken
 * @param latest the latest sample
 */
public record DoseLedger(
    SortedMap<String, DrugAccount> accounts, Optional<Instant> first, Optional<PumpSample> latest) {
  /** No sample yet. */
  public static final DoseLedger EMPTY =
      new DoseLedger(Collections.emptySortedMap(), Optional.empty(), Optional.empty());

  /** Keeps an unmodifiable copy. */
  public DoseLedger {
    accounts = Collections.unmodifiableSortedMap(new TreeMap<>(accounts));
  }

  /**
   * The ledger of a whole set of samples.
   *
   * @param ordered distinct samples of one pump in the order of their origins
   */
  public static DoseLedger of(List<PumpSample> ordered, DosePlan plan, DoseRules rules) {
    DoseLedger ledger = EMPTY;
    Optional<PumpSample> before = Optional.empty();
    for (PumpSample sample : withConcentrations(ordered, plan)) {
      ledger = ledger.insert(before, sample, Optional.empty(), plan, rules);
      before = Optional.of(sample);
    }
    return ledger;
  }

  /**
   * Whether {@link #insert} may be used: a sample without a concentration takes it from its
   * neighbours, near or far, so only {@link #of} can account for it.
   */
  public static boolean insertable(
      Optional<PumpSample> before, PumpSample sample, Optional<PumpSample> after) {
    return sample.concentration().isPresent()
        && before.map(s -> s.concentration().isPresent()).orElse(true)
        && after.map(s -> s.concentration().isPresent()).orElse(true);
  }

  /**
   * This ledger with one more sample.
   *
   * @param before the sample just before it, empty where it is the first
   * @param sample a sample that is not in the ledger yet
   * @param after the sample just after it, empty where it is the last
   */
  public DoseLedger insert(
      Optional<PumpSample> before,
      PumpSample sample,
      Optional<PumpSample> after,
      DosePlan plan,
      DoseRules rules) {
    TreeMap<String, DrugAccount> sums = new TreeMap<>(accounts);
    after.ifPresent(next -> apply(sums, before, next, plan, rules, -1));
    apply(sums, before, sample, plan, rules, 1);
    after.ifPresent(next -> apply(sums, Optional.of(sample), next, plan, rules, 1));
    add(sums, sample.drug(), new DrugAccount(1, new TreeMap<>(), 0, 0, 0, 0, 0, 0), 1);
    Instant time = sample.origin().time();
    return new DoseLedger(
        sums,
        Optional.of(first.filter(earliest -> earliest.isBefore(time)).orElse(time)),
        after.isPresent() ? latest : Optional.of(sample));
  }

  /** What the drug of the latest sample is counted in, where its concentration is known. */
  public Optional<AmountUnit> unitInForce(DosePlan plan) {
    return concentrationInForce(plan).map(Concentration::unit);
  }

  private Optional<Concentration> concentrationInForce(DosePlan plan) {
    return latest.flatMap(
        sample ->
            sample
                .concentration()
                .or(() -> plan.concentration(sample.drug()).asOf(sample.origin().time())));
  }

  /** Dose rate of the latest sample, in its concentration's unit per kg and hour. */
  public OptionalDouble ratePerKgPerHour(DosePlan plan) {
    Optional<Concentration> concentration = concentrationInForce(plan);
    Optional<Double> weightKg =
        latest.flatMap(sample -> plan.weightsKg().asOf(sample.origin().time()));
    if (concentration.isEmpty() || weightKg.isEmpty() || latest.get().rateMlPerHour().isEmpty()) {
      return OptionalDouble.empty();
    }
    PumpSample sample = latest.get();
    double rate = sample.state().delivers() ? sample.rateMlPerHour().getAsDouble() : 0;
    return OptionalDouble.of(rate * concentration.get().amountPerMl() / weightKg.get());
  }

  private static void apply(
      TreeMap<String, DrugAccount> sums,
      Optional<PumpSample> earlier,
      PumpSample later,
      DosePlan plan,
      DoseRules rules,
      int sign) {
    earlier.ifPresent(
        sample -> add(sums, sample.drug(), Movement.between(sample, later, plan, rules), sign));
    if (beginsSegment(earlier, later)) {
      add(sums, later.drug(), new DrugAccount(0, new TreeMap<>(), 0, 0, 0, 0, 0, 1), sign);
    }
  }

  private static void add(
      TreeMap<String, DrugAccount> sums, String drug, DrugAccount change, int sign) {
    DrugAccount sum = sums.getOrDefault(drug, DrugAccount.EMPTY);
    DrugAccount next = sign > 0 ? sum.plus(change) : sum.minus(change);
    if (next.equals(DrugAccount.EMPTY)) {
      sums.remove(drug);
    } else {
      sums.put(drug, next);
    }
  }

  private static boolean beginsSegment(Optional<PumpSample> earlier, PumpSample later) {
    if (!delivering(later)) {
      return false;
    }
    return earlier.isEmpty()
        || !delivering(earlier.get())
        || !earlier.get().rateMlPerHour().equals(later.rateMlPerHour())
        || !earlier.get().concentration().equals(later.concentration())
        || !earlier.get().drug().equals(later.drug());
  }

  private static boolean delivering(PumpSample sample) {
    return sample.state().delivers() && sample.rateMlPerHour().orElse(0) > 0;
  }

  /**
   * Gives samples without a concentration the one the pump last reported for that drug; where it
   * had reported none yet and the session knows none, the first it reports later.
   */
  private static List<PumpSample> withConcentrations(List<PumpSample> ordered, DosePlan plan) {
    Map<String, Concentration> reported = new HashMap<>();
    for (int i = ordered.size() - 1; i >= 0; i--) {
      PumpSample sample = ordered.get(i);
      if (plan.concentration(sample.drug()).isEmpty()) {
        sample.concentration().ifPresent(c -> reported.put(sample.drug(), c));
      }
    }
    List<PumpSample> resolved = new ArrayList<>(ordered.size());
    for (PumpSample sample : ordered) {
      sample.concentration().ifPresent(c -> reported.put(sample.drug(), c));
      Optional<Concentration> inForce =
          sample.concentration().or(() -> Optional.ofNullable(reported.get(sample.drug())));
      resolved.add(sample.withConcentration(inForce));
    }
    return resolved;
  }
}
