package io.rivulet.domain.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What people charted in a session; what was withdrawn is left out.
 *
 * @param screening the latest
 * @param phases by the time they were entered
 * @param doses that no pump gave, by time
 * @param observations by time
 */
public record Chart(
    Optional<SessionEvent.Screened> screening,
    List<SessionEvent.PhaseEntered> phases,
    List<SessionEvent.DoseCharted> doses,
    List<SessionEvent.ObservationCharted> observations) {
  /** Copies the lists. */
  public Chart {
    phases = List.copyOf(phases);
    doses = List.copyOf(doses);
    observations = List.copyOf(observations);
  }

  /** The phase a session was at, if it had entered one by then. */
  public Optional<Phase> phaseAt(Instant instant) {
    return phases.stream()
        .filter(entered -> !entered.at().isAfter(instant))
        .reduce((earlier, later) -> later)
        .map(SessionEvent.PhaseEntered::phase);
  }
}
