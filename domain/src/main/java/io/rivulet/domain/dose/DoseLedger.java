package io.rivulet.domain.dose;

import io.rivulet.domain.reading.PumpSample;
import io.rivulet.domain.unit.AmountUnit;
import io.rivulet.domain.unit.Concentration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The account of one pump in one session, by drug: a {@link PumpBook} with its values by a plan. It
 * is a sum over pairs of consecutive samples, in the order of {@link
 * io.rivulet.domain.reading.Origin}.
 *
 * @param accounts by drug
 * @param first when the earliest sample was taken
 * @param latest the latest sample, with the concentration that the pump last reported
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
    PumpRule rule = new PumpRule(plan, origin -> true, rules);
    PumpBook book = rule.start();
    for (PumpSample sample : ordered) {
      book = rule.step(book, sample);
    }
    return book.by(plan);
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
}
