package io.rivulet.domain.desk;

import io.rivulet.domain.session.SessionPlan;
import java.time.Instant;
import java.util.Optional;

/** Whether the times in a command can be, by the clock and by the end of the session. */
final class EventTimes {
  /** When a command's event is, and when it ends where it has an end. */
  private record Span(Instant from, Optional<Instant> to, boolean arranged) {}

  private EventTimes() {}

  static void check(SessionCommand command, SessionPlan plan, TimeBounds times, Instant now) {
    Optional<Span> found = span(command);
    if (found.isEmpty()) {
      return;
    }
    Span span = found.get();
    if (span.arranged()) {
      times.arranged("time", span.from(), now);
      span.to().ifPresent(end -> times.arranged("end", end, now));
    } else {
      times.charted("time", span.from(), now);
    }
    if (plan.closed().isPresent()) {
      requireBefore(command, plan.closed().get(), span);
    }
  }

  private static void requireBefore(SessionCommand command, Instant closed, Span span) {
    boolean lasts =
        span.to().isEmpty()
            && (command instanceof SessionCommand.BindDevice
                || command instanceof SessionCommand.RebindDevice);
    if (lasts || span.to().orElse(span.from()).isAfter(closed)) {
      throw new Refusal(
          Decision.Why.CLOSED,
          "session "
              + command.session()
              + " was closed at "
              + closed
              + "; it takes corrections of what was before, and "
              + (lasts ? "a binding without an end" : span.to().orElse(span.from()))
              + " is after");
    }
  }

  private static Optional<Span> span(SessionCommand command) {
    if (command instanceof SessionCommand.Screen c) {
      return charted(c.at());
    }
    if (command instanceof SessionCommand.EnterPhase c) {
      return charted(c.at());
    }
    if (command instanceof SessionCommand.RecordWeight c) {
      return charted(c.from());
    }
    if (command instanceof SessionCommand.ChartDose c) {
      return charted(c.at());
    }
    if (command instanceof SessionCommand.ChartObservation c) {
      return charted(c.at());
    }
    if (command instanceof SessionCommand.Close c) {
      return charted(c.at());
    }
    return arrangedSpan(command);
  }

  private static Optional<Span> arrangedSpan(SessionCommand command) {
    if (command instanceof SessionCommand.PlanDose c) {
      return arranged(c.from(), Optional.empty());
    }
    if (command instanceof SessionCommand.BindDevice c) {
      return arranged(c.from(), c.to());
    }
    if (command instanceof SessionCommand.UnbindDevice c) {
      return arranged(c.at(), Optional.empty());
    }
    if (command instanceof SessionCommand.RebindDevice c) {
      return arranged(c.from(), c.to());
    }
    if (command instanceof SessionCommand.AssignLimits c) {
      return arranged(c.from(), Optional.empty());
    }
    if (command instanceof SessionCommand.RecordConcentration c) {
      return arranged(c.from(), Optional.empty());
    }
    if (command instanceof SessionCommand.OrderPressure c) {
      return arranged(c.from(), Optional.empty());
    }
    return Optional.empty();
  }

  private static Optional<Span> charted(Instant at) {
    return Optional.of(new Span(at, Optional.empty(), false));
  }

  private static Optional<Span> arranged(Instant from, Optional<Instant> to) {
    return Optional.of(new Span(from, to, true));
  }
}
