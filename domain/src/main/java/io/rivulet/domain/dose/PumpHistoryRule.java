package io.rivulet.domain.dose;

import io.rivulet.domain.course.Rule;
import io.rivulet.domain.reading.PumpSample;

/**
 * Writes the history of one pump in one session.
 *
 * @param rules how volumes are counted
 */
public record PumpHistoryRule(DoseRules rules) implements Rule<PumpSample, PumpHistory> {
  @Override
  public PumpHistory start() {
    return PumpHistory.EMPTY;
  }

  @Override
  public PumpHistory step(PumpHistory state, PumpSample sample) {
    return state.plus(sample, rules);
  }
}
