package io.rivulet.streams.session;

import io.rivulet.domain.course.Rule;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.reading.Origin;
import io.rivulet.domain.reading.PressureSource;
import io.rivulet.domain.vitals.ExcursionRule;
import io.rivulet.domain.vitals.Measurement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The pressures of one source under what holds for the session, as a step. */
final class PressureRule implements Rule<PressureTaken, PressureStanding> {
  private final KnownSession known;
  private final ExcursionRule rule;

  PressureRule(SessionId session, PressureSource source, KnownSession known) {
    this.known = known;
    this.rule =
        new ExcursionRule(session, Measurement.of(source), known.limits(), Optional.empty());
  }

  @Override
  public PressureStanding start() {
    return new PressureStanding(rule.start(), List.of());
  }

  @Override
  public PressureStanding step(PressureStanding standing, PressureTaken taken) {
    Origin origin = taken.origin();
    if (!known.plan().covers(origin.device(), origin.time())) {
      return standing;
    }
    List<PressureStanding.Refused> refused = standing.refused();
    Optional<String> refusal = rule.refusal(taken.reading());
    if (refusal.isPresent()) {
      refused = new ArrayList<>(refused);
      refused.add(new PressureStanding.Refused(taken, refusal.get()));
    }
    return new PressureStanding(rule.step(standing.vital(), taken.reading()), refused);
  }

  @Override
  public PressureStanding forget(PressureStanding standing, Instant before) {
    return new PressureStanding(
        rule.forget(standing.vital(), before),
        standing.refused().stream()
            .filter(refused -> !refused.taken().origin().time().isBefore(before))
            .toList());
  }
}
