package io.rivulet.domain.desk;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.identity.ImportedNames;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.session.EligibilityFlag;
import io.rivulet.domain.session.ObservationKind;
import io.rivulet.domain.session.Phase;
import io.rivulet.domain.session.PlaceInSeries;
import io.rivulet.domain.session.PlannedDose;
import io.rivulet.domain.session.Route;
import io.rivulet.domain.unit.AmountUnit;
import io.rivulet.domain.unit.Concentration;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What somebody asks to be recorded about a session. {@link SessionDesk} decides whether it is.
 * Times are event times, not times of recording.
 */
public sealed interface SessionCommand {
  /** Which session. */
  SessionId session();

  /**
   * Open a session.
   *
   * @param subject a pseudonym
   * @param drug empty where several are recorded
   * @param planned what of the drug is planned; empty takes the series' dose, where there is one
   * @param place which session of which series; empty outside of one
   */
  record Open(
      SessionId session,
      String site,
      String subject,
      Optional<String> drug,
      Route route,
      Optional<PlannedDose> planned,
      Optional<PlaceInSeries> place)
      implements SessionCommand {
    /** Refuses a name that says that it was imported: nobody would be told of its alerts. */
    public Open {
      if (ImportedNames.isSession(session.value())) {
        throw new IllegalArgumentException(
            "session \"" + session + "\" is named as imported recordings are: give another name");
      }
    }
  }

  /** Say how the subject was screened. */
  record Screen(SessionId session, Instant at, List<EligibilityFlag> flags, boolean eligible)
      implements SessionCommand {}

  /**
   * Enter a phase.
   *
   * @param reason needed to go back to an earlier phase
   */
  record EnterPhase(SessionId session, Instant at, Phase phase, Optional<String> reason)
      implements SessionCommand {}

  /** Plan a dose, from a time on. */
  record PlanDose(SessionId session, Instant from, String drug, PlannedDose planned)
      implements SessionCommand {}

  /**
   * Record a weight.
   *
   * @param corrects the eventId of a weight that was wrong; empty for a weight that changed
   */
  record RecordWeight(SessionId session, Instant from, double weightKg, Optional<String> corrects)
      implements SessionCommand {}

  /** Bind a device, from a time on, or until another time. */
  record BindDevice(SessionId session, DeviceId device, Instant from, Optional<Instant> to)
      implements SessionCommand {}

  /** End the binding that a device has at a time. */
  record UnbindDevice(SessionId session, DeviceId device, Instant at) implements SessionCommand {}

  /**
   * Correct the times of a binding.
   *
   * @param binding its eventId
   */
  record RebindDevice(SessionId session, String binding, Instant from, Optional<Instant> to)
      implements SessionCommand {}

  /** Assign a limits profile, from a time on. */
  record AssignLimits(SessionId session, Instant from, String profile) implements SessionCommand {}

  /** Say what one mL of a drug holds, from a time on. */
  record RecordConcentration(
      SessionId session, Instant from, String drug, Concentration concentration)
      implements SessionCommand {}

  /** Chart a dose that no pump gave. */
  record ChartDose(
      SessionId session, Instant at, String drug, Route route, double amount, AmountUnit unit)
      implements SessionCommand {}

  /** Chart an observation. */
  record ChartObservation(
      SessionId session,
      Instant at,
      ObservationKind kind,
      OptionalDouble score,
      Optional<String> note)
      implements SessionCommand {}

  /** Order how often pressure is to be taken, from a time on. */
  record OrderPressure(SessionId session, Instant from, Duration interval)
      implements SessionCommand {}

  /**
   * Take an event back.
   *
   * @param event its eventId
   * @param reason why
   */
  record Withdraw(SessionId session, String event, String reason) implements SessionCommand {}

  /** Close the session, which ends its bindings. */
  record Close(SessionId session, Instant at) implements SessionCommand {}
}
