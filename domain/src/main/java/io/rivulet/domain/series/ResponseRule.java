package io.rivulet.domain.series;

import io.rivulet.domain.session.Checks;
import java.util.Objects;

/**
 * When a higher dose is to be proposed: a site's own rule, never a recommendation, and a person
 * decides.
 *
 * @param instrument what is looked at
 * @param afterSessions after this many sessions or more, 1 to 200
 * @param enoughShare improvement over the baseline that is enough, above 0, at most 1
 * @param raisePerKg what the dose then rises by, above 0, in the series' unit per kg
 * @param maxPerKg what it never exceeds, above 0, in the series' unit per kg
 */
public record ResponseRule(
    Instrument instrument,
    int afterSessions,
    double enoughShare,
    double raisePerKg,
    double maxPerKg) {
  private static final int MOST = 200;

  /** Refuses numbers that make no rule. */
  public ResponseRule {
    Objects.requireNonNull(instrument, "instrument");
    if (afterSessions < 1 || afterSessions > MOST) {
      throw new IllegalArgumentException(
          "response rule after " + afterSessions + " sessions is outside 1 to " + MOST);
    }
    if (!(enoughShare > 0 && enoughShare <= 1)) {
      throw new IllegalArgumentException(
          "response rule's enough share " + enoughShare + " is outside 0 to 1");
    }
    Checks.above0("response rule's raise per kg", raisePerKg);
    Checks.above0("response rule's maximum per kg", maxPerKg);
  }
}
