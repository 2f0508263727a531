package io.rivulet.domain.desk;

import io.rivulet.domain.session.SessionEvent;
import java.util.Optional;

/** Whether an event that is recorded is what a command with the same id asks for once more. */
final class Repeats {
  private Repeats() {}

  static boolean same(SessionCommand command, SessionEvent event) {
    if (command instanceof SessionCommand.Open c) {
      return event instanceof SessionEvent.Opened e && sameOpening(c, e);
    }
    if (command instanceof SessionCommand.UnbindDevice c) {
      return event instanceof SessionEvent.DeviceBound e
          && e.replaces().isPresent()
          && e.device().equals(c.device())
          && e.to().equals(Optional.of(c.at()));
    }
    if (command instanceof SessionCommand.RebindDevice c) {
      return event instanceof SessionEvent.DeviceBound e
          && e.replaces().equals(Optional.of(c.binding()))
          && e.from().equals(c.from())
          && e.to().equals(c.to());
    }
    if (command instanceof SessionCommand.Withdraw c
        && event instanceof SessionEvent.DeviceBound e) {
      return e.replaces().equals(Optional.of(c.event())) && !e.lasts();
    }
    return SessionEvents.of(command, event.eventId(), event.recordedTime()).equals(event);
  }

  /** The plan may have come from the series, where none was given. */
  private static boolean sameOpening(SessionCommand.Open c, SessionEvent.Opened e) {
    SessionEvent.Opened asked =
        (SessionEvent.Opened) SessionEvents.of(c, e.eventId(), e.recordedTime());
    SessionEvent.Opened given =
        c.planned().isPresent()
            ? e
            : new SessionEvent.Opened(
                e.eventId(),
                e.recordedTime(),
                e.site(),
                e.subject(),
                e.drug(),
                e.route(),
                asked.plannedPerKg(),
                asked.plannedUnit(),
                asked.plannedDuration(),
                e.place());
    return asked.equals(given);
  }
}
