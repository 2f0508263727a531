package io.rivulet.streams.session;

import io.rivulet.domain.course.Rule;
import io.rivulet.domain.dose.DoseRules;
import io.rivulet.domain.dose.PumpHistoryRule;
import io.rivulet.domain.dose.PumpRule;
import io.rivulet.domain.reading.Origin;
import io.rivulet.domain.reading.PumpSample;
import io.rivulet.domain.session.SessionPlan;
import java.time.Instant;

/**
 * Every rule that follows the samples of one pump in one session, under the session's plan. Samples
 * from times at which the pump did not serve the session are left out.
 */
final class PumpStandingRule implements Rule<PumpSample, PumpStanding> {
  private final SessionPlan plan;
  private final PumpRule dose;
  private final PumpHistoryRule history;

  PumpStandingRule(SessionPlan plan, DoseRules rules) {
    this.plan = plan;
    // The step below leaves out what is not covered, for both rules.
    this.dose = new PumpRule(plan.dose(), origin -> true, rules);
    this.history = new PumpHistoryRule(rules);
  }

  private boolean covered(Origin origin) {
    return plan.covers(origin.device(), origin.time());
  }

  @Override
  public PumpStanding start() {
    return new PumpStanding(dose.start(), history.start());
  }

  @Override
  public PumpStanding step(PumpStanding standing, PumpSample sample) {
    return covered(sample.origin())
        ? new PumpStanding(
            dose.step(standing.book(), sample), history.step(standing.history(), sample))
        : standing;
  }

  @Override
  public PumpStanding forget(PumpStanding standing, Instant before) {
    return new PumpStanding(
        dose.forget(standing.book(), before), history.forget(standing.history(), before));
  }
}
