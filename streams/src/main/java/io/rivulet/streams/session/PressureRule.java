package io.rivulet.streams.session;

import io.rivulet.domain.course.Rule;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.pressure.Excursion;
import io.rivulet.domain.pressure.PressureMonitor;
import io.rivulet.domain.pressure.PressureReading;
import io.rivulet.domain.reading.Origin;
import io.rivulet.domain.reading.PressureSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The pressures of one source under what holds for the session, as a step. */
final class PressureRule implements Rule<PressureTaken, PressureStanding> {
  private final SessionId session;
  private final PressureSource source;
  private final KnownSession known;

  PressureRule(SessionId session, PressureSource source, KnownSession known) {
    this.session = session;
    this.source = source;
    this.known = known;
  }

  @Override
  public PressureStanding start() {
    return new PressureStanding(PressureMonitor.idle(session, source), List.of(), List.of());
  }

  @Override
  public PressureStanding step(PressureStanding standing, PressureTaken taken) {
    PressureReading reading = taken.reading();
    Origin origin = reading.origin();
    if (!known.plan().covers(origin.device(), origin.time())) {
      return standing;
    }
    PressureMonitor.Step step =
        standing.monitor().next(reading, known.limits().asOf(origin.time()));
    List<PressureStanding.Refused> refused = standing.refused();
    if (step.implausible().isPresent()) {
      refused = new ArrayList<>(refused);
      refused.add(new PressureStanding.Refused(taken, step.implausible().get()));
    }
    return new PressureStanding(step.monitor(), found(standing.found(), step.changed()), refused);
  }

  private static List<Excursion> found(List<Excursion> before, List<Excursion> changed) {
    if (changed.isEmpty()) {
      return before;
    }
    List<Excursion> found = new ArrayList<>(before);
    for (Excursion excursion : changed) {
      found.removeIf(other -> other.id().equals(excursion.id()));
      found.add(excursion);
    }
    return found;
  }

  @Override
  public PressureStanding forget(PressureStanding standing, Instant before) {
    return new PressureStanding(
        standing.monitor(),
        standing.found().stream()
            .filter(e -> e.end().isEmpty() || !e.end().get().isBefore(before))
            .toList(),
        standing.refused().stream()
            .filter(refused -> !refused.taken().origin().time().isBefore(before))
            .toList());
  }
}
