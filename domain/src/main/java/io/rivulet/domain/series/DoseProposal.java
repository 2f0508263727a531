package io.rivulet.domain.series;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a site's own response rule says about the dose of the next session. It proposes; a person
 * decides, and the decision is an event.
 */
public sealed interface DoseProposal {
  /**
   * A higher dose.
   *
   * @param number of which session
   * @param fromPerKg what the session before had, in the series' unit per kg
   * @param toPerKg what is proposed
   * @param because which total led to it
   */
  record Raise(int number, double fromPerKg, double toPerKg, String because)
      implements DoseProposal {}

  /**
   * The dose stays.
   *
   * @param because why
   */
  record Stay(String because) implements DoseProposal {}

  /**
   * The rule cannot be applied.
   *
   * @param because what is missing
   */
  record NotEvaluable(String because) implements DoseProposal {}

  /** What the series' rule says now; without a rule the dose stays. */
  static DoseProposal of(SeriesPlan plan) {
    Optional<ResponseRule> rule = plan.opened().flatMap(SeriesEvent.Opened::rule);
    if (rule.isEmpty()) {
      return new Stay("the series has no response rule");
    }
    Optional<SeriesEvent.OutcomeRecorded> latest =
        plan.outcomes().stream()
            .filter(outcome -> outcome.instrument() == rule.get().instrument())
            .filter(outcome -> !outcome.baseline() && !outcome.followUp())
            .reduce((earlier, later) -> later);
    if (latest.isEmpty() || latest.get().afterSessions() < rule.get().afterSessions()) {
      return new NotEvaluable(
          String.format(
              Locale.ROOT,
              "no %s after %d sessions or more",
              rule.get().instrument().code(),
              rule.get().afterSessions()));
    }
    return of(plan, rule.get(), latest.get());
  }

  private static DoseProposal of(
      SeriesPlan plan, ResponseRule rule, SeriesEvent.OutcomeRecorded latest) {
    Optional<SeriesEvent.OutcomeRecorded> baseline = plan.baseline(rule.instrument());
    if (baseline.isEmpty() || baseline.get().score() == 0) {
      return new NotEvaluable("no baseline of " + rule.instrument().code() + " above 0");
    }
    double before = baseline.get().score();
    double improvement = (before - latest.score()) / before;
    String because =
        String.format(
            Locale.ROOT,
            "%s %d %s, %.0f %% below the baseline of %.0f; enough is %.0f %%",
            rule.instrument().code(),
            latest.score(),
            latest.point(),
            improvement * 100,
            before,
            rule.enoughShare() * 100);
    int next = latest.afterSessions() + 1;
    OptionalDouble had = plan.dosePerKg(latest.afterSessions());
    if (improvement >= rule.enoughShare()) {
      return new Stay(because);
    }
    if (plan.decided().containsKey(next)) {
      return new Stay("the dose of session " + next + " was decided; " + because);
    }
    if (had.isEmpty() || plan.dosePerKg(next).isEmpty()) {
      return new NotEvaluable("session " + next + " is not planned; " + because);
    }
    double raised = Math.min(had.getAsDouble() + rule.raisePerKg(), rule.maxPerKg());
    return raised > plan.dosePerKg(next).getAsDouble()
        ? new Raise(next, had.getAsDouble(), raised, because)
        : new Stay("the dose is at the rule's maximum or above; " + because);
  }
}
