package io.rivulet.streams.session;

import io.rivulet.domain.course.Rule;
import io.rivulet.domain.dose.DoseRules;
import io.rivulet.domain.dose.PumpRule;
import io.rivulet.domain.reading.PumpSample;
import io.rivulet.domain.session.SessionPlan;
import java.time.Instant;

/** Every rule that follows the samples of one pump in one session, under the session's plan. */
final class PumpStandingRule implements Rule<PumpSample, PumpStanding> {
  private final PumpRule dose;

  PumpStandingRule(SessionPlan plan, DoseRules rules) {
    this.dose =
        new PumpRule(plan.dose(), origin -> plan.covers(origin.device(), origin.time()), rules);
  }

  @Override
  public PumpStanding start() {
    return new PumpStanding(dose.start());
  }

  @Override
  public PumpStanding step(PumpStanding standing, PumpSample sample) {
    return new PumpStanding(dose.step(standing.book(), sample));
  }

  @Override
  public PumpStanding forget(PumpStanding standing, Instant before) {
    return new PumpStanding(dose.forget(standing.book(), before));
  }
}
