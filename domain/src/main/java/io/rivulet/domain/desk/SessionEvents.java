package io.rivulet.domain.desk;

import io.rivulet.domain.session.PlannedDose;
import io.rivulet.domain.session.SessionEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/** The events that commands become where they are accepted as they are. */
final class SessionEvents {
  private SessionEvents() {}

  /**
   * The event that a command asks for.
   *
   * @throws IllegalArgumentException where a value cannot be, naming it
   */
  static SessionEvent of(SessionCommand command, String id, Instant recorded) {
    if (command instanceof SessionCommand.Open c) {
      return opened(c, c.planned(), id, recorded);
    }
    if (command instanceof SessionCommand.Screen c) {
      return new SessionEvent.Screened(id, recorded, c.at(), c.flags(), c.eligible());
    }
    if (command instanceof SessionCommand.EnterPhase c) {
      return new SessionEvent.PhaseEntered(id, recorded, c.phase(), c.at(), c.reason());
    }
    if (command instanceof SessionCommand.PlanDose c) {
      return new SessionEvent.DosePlanned(id, recorded, c.from(), c.drug(), c.planned());
    }
    if (command instanceof SessionCommand.RecordWeight c) {
      return new SessionEvent.WeightRecorded(id, recorded, c.from(), c.weightKg(), c.corrects());
    }
    if (command instanceof SessionCommand.AssignLimits c) {
      return new SessionEvent.LimitsAssigned(id, recorded, c.profile(), c.from());
    }
    if (command instanceof SessionCommand.RecordConcentration c) {
      return new SessionEvent.ConcentrationRecorded(
          id, recorded, c.drug(), c.from(), c.concentration());
    }
    if (command instanceof SessionCommand.ChartDose c) {
      return new SessionEvent.DoseCharted(
          id, recorded, c.at(), c.drug(), c.route(), c.amount(), c.unit());
    }
    if (command instanceof SessionCommand.ChartObservation c) {
      return new SessionEvent.ObservationCharted(
          id, recorded, c.at(), c.kind(), c.score(), c.note());
    }
    if (command instanceof SessionCommand.OrderPressure c) {
      return new SessionEvent.PressureOrdered(id, recorded, c.from(), c.interval());
    }
    return ofBindingOrEnd(command, id, recorded);
  }

  private static SessionEvent ofBindingOrEnd(SessionCommand command, String id, Instant recorded) {
    if (command instanceof SessionCommand.BindDevice c) {
      return new SessionEvent.DeviceBound(
          id, recorded, c.device(), c.from(), c.to(), Optional.empty());
    }
    if (command instanceof SessionCommand.Withdraw c) {
      return new SessionEvent.EventWithdrawn(id, recorded, c.event(), c.reason());
    }
    if (command instanceof SessionCommand.Close c) {
      return new SessionEvent.Closed(id, recorded, c.at());
    }
    throw new IllegalStateException(command + " depends on what is recorded");
  }

  static SessionEvent.Opened opened(
      SessionCommand.Open c, Optional<PlannedDose> planned, String id, Instant recorded) {
    return new SessionEvent.Opened(
        id,
        recorded,
        c.site(),
        c.subject(),
        c.drug(),
        c.route().name(),
        planned.map(dose -> OptionalDouble.of(dose.perKg())).orElse(OptionalDouble.empty()),
        planned.map(PlannedDose::unit),
        planned.flatMap(PlannedDose::duration),
        c.place());
  }
}
