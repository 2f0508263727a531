package io.rivulet.domain.series;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one total says, worked out and never entered.
 *
 * @param outcome the total
 * @param improvementShare how much lower than the baseline, 1 is all of it, negative where it is
 *     higher; empty where that cannot be said
 * @param response whether it is at least 50 % lower than the baseline; empty where that cannot be
 *     said
 * @param remission whether it is at or below the site's threshold
 * @param notEvaluable why the response cannot be said
 */
public record Assessment(
    SeriesEvent.OutcomeRecorded outcome,
    OptionalDouble improvementShare,
    Optional<Boolean> response,
    boolean remission,
    Optional<String> notEvaluable) {
  /** Every total of a series, by time; baselines are compared with nothing. */
  public static List<Assessment> of(SeriesPlan plan, OutcomeRules rules) {
    return plan.outcomes().stream().map(outcome -> of(plan, outcome, rules)).toList();
  }

  private static Assessment of(
      SeriesPlan plan, SeriesEvent.OutcomeRecorded outcome, OutcomeRules rules) {
    Instrument instrument = outcome.instrument();
    boolean remission = outcome.score() <= rules.remissionAtMost().get(instrument);
    Optional<SeriesEvent.OutcomeRecorded> baseline = plan.baseline(instrument);
    if (outcome.baseline()) {
      return without(outcome, remission, "it is the baseline");
    }
    if (baseline.isEmpty()) {
      return without(outcome, remission, "there is no baseline of " + instrument.code());
    }
    int before = baseline.get().score();
    if (before == 0) {
      return without(
          outcome, remission, "the baseline of " + instrument.code() + " is 0, nothing is lower");
    }
    return new Assessment(
        outcome,
        OptionalDouble.of((before - outcome.score()) / (double) before),
        Optional.of(2 * outcome.score() <= before),
        remission,
        Optional.empty());
  }

  private static Assessment without(
      SeriesEvent.OutcomeRecorded outcome, boolean remission, String reason) {
    return new Assessment(
        outcome, OptionalDouble.empty(), Optional.empty(), remission, Optional.of(reason));
  }
}
