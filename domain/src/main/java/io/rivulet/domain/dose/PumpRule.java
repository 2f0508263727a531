package io.rivulet.domain.dose;

import io.rivulet.domain.course.Rule;
import io.rivulet.domain.reading.Origin;
import io.rivulet.domain.reading.PumpSample;
import io.rivulet.domain.unit.Concentration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Dose accounting as a step over a pump's samples: what moved between a sample and the one before
 * it goes to the sums of the earlier one's drug.
 *
 * <p>A sample without a concentration takes the one that the pump last reported for the drug. Where
 * it had reported none and the session knows none, the first it reports later holds for what came
 * before, too.
 */
public final class PumpRule implements Rule<PumpSample, PumpBook> {
  private final DosePlan plan;
  private final Predicate<Origin> covered;
  private final DoseRules rules;

  /**
   * The rule under a plan.
   *
   * @param plan weights and concentrations
   * @param covered whether the pump served the session when a sample was taken; others are left out
   * @param rules tolerances
   */
  public PumpRule(DosePlan plan, Predicate<Origin> covered, DoseRules rules) {
    this.plan = Objects.requireNonNull(plan, "plan");
    this.covered = Objects.requireNonNull(covered, "covered");
    this.rules = Objects.requireNonNull(rules, "rules");
  }

  @Override
  public PumpBook start() {
    return PumpBook.EMPTY;
  }

  @Override
  public PumpBook step(PumpBook book, PumpSample sample) {
    if (!covered.test(sample.origin())) {
      return book;
    }
    Instant time = sample.origin().time();
    DrugSums own = book.sums(book.accountName(sample.drug()));
    // Drugs that share an account share no concentration: their volume has no known amount.
    Optional<Concentration> said =
        own.drug().equals(sample.drug()) ? sample.concentration() : Optional.empty();
    if (said.isPresent() && own.reported().isEmpty() && plan.concentration(own.drug()).isEmpty()) {
      own = own.firstReporting(said.get());
    }
    Optional<Concentration> reported = said.or(own::reported);
    if (book.latest().isEmpty()) {
      return book.after(sample, own.seen(time, reported, delivering(sample)), Optional.empty());
    }
    PumpSample earlier = book.latest().get();
    String earlierName = book.accountName(earlier.drug());
    boolean sameDrug = earlierName.equals(own.drug());
    DrugSums before = sameDrug ? own : book.sums(earlierName);
    boolean beginsSegment = beginsSegment(earlier, before.reported(), sample, reported);
    before = before.plus(time, Movement.between(earlier, before, sample, plan, rules));
    return sameDrug
        ? book.after(sample, before.seen(time, reported, beginsSegment), Optional.empty())
        : book.after(sample, own.seen(time, reported, beginsSegment), Optional.of(before));
  }

  private static boolean beginsSegment(
      PumpSample earlier,
      Optional<Concentration> earlierConcentration,
      PumpSample later,
      Optional<Concentration> laterConcentration) {
    return delivering(later)
        && (!delivering(earlier)
            || !earlier.rateMlPerHour().equals(later.rateMlPerHour())
            || !earlierConcentration.equals(laterConcentration)
            || !earlier.drug().equals(later.drug()));
  }

  private static boolean delivering(PumpSample sample) {
    return sample.state().delivers() && sample.rateMlPerHour().orElse(0) > 0;
  }
}
