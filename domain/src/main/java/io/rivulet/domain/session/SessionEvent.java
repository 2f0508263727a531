package io.rivulet.domain.session;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.unit.AmountUnit;
import io.rivulet.domain.unit.Concentration;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Something decided about a session. Events are never changed: a correction is another event, and
 * {@link SessionPlan} works out what holds.
 */
public sealed interface SessionEvent {
  /** Which event; the same event twice is one event. */
  String eventId();

  /** When it was recorded. Events of one session are ordered by this, then by their ids. */
  Instant recordedTime();

  /**
   * A session begins.
   *
   * @param site the clinic
   * @param subject a pseudonym, never a name or a record number
   * @param drug the drug under treatment; empty for a recording of many
   * @param route IV, IM or IN
   * @param plannedPerKg planned cumulative dose, per kg
   * @param plannedUnit what that is counted in
   * @param plannedDuration how long it should take
   * @param place which session of which series it is; empty outside of one
   */
  record Opened(
      String eventId,
      Instant recordedTime,
      String site,
      String subject,
      Optional<String> drug,
      String route,
      OptionalDouble plannedPerKg,
      Optional<AmountUnit> plannedUnit,
      Optional<Duration> plannedDuration,
      Optional<PlaceInSeries> place)
      implements SessionEvent {
    /** Refuses missing names and a planned dose that is not a number above 0. */
    public Opened {
      Objects.requireNonNull(site, "site");
      Objects.requireNonNull(subject, "subject");
      plannedPerKg.ifPresent(dose -> Checks.above0("planned dose per kg", dose));
      plannedDuration.ifPresent(duration -> Checks.above0("planned duration", duration));
    }

    /** A session outside of any series. */
    public Opened(
        String eventId,
        Instant recordedTime,
        String site,
        String subject,
        Optional<String> drug,
        String route,
        OptionalDouble plannedPerKg,
        Optional<AmountUnit> plannedUnit,
        Optional<Duration> plannedDuration) {
      this(
          eventId,
          recordedTime,
          site,
          subject,
          drug,
          route,
          plannedPerKg,
          plannedUnit,
          plannedDuration,
          Optional.empty());
    }
  }

  /**
   * The subject was screened.
   *
   * @param at when
   * @param flags what was looked at, at most 100
   * @param eligible whether the session may go on, as a person decided
   */
  record Screened(
      String eventId,
      Instant recordedTime,
      Instant at,
      List<EligibilityFlag> flags,
      boolean eligible)
      implements SessionEvent {
    private static final int MAX_FLAGS = 100;

    /** Refuses more flags than anyone looks at, and a code that is there twice. */
    public Screened {
      flags = List.copyOf(flags);
      if (flags.size() > MAX_FLAGS) {
        throw new IllegalArgumentException(
            flags.size() + " eligibility flags are more than " + MAX_FLAGS);
      }
      Set<String> codes = new HashSet<>();
      for (EligibilityFlag flag : flags) {
        if (!codes.add(flag.code())) {
          throw new IllegalArgumentException(
              "eligibility flag " + flag.code() + " is given twice; give each code once");
        }
      }
    }
  }

  /**
   * The session enters a phase.
   *
   * @param at from here on
   * @param reason why, where it goes back to an earlier phase
   */
  record PhaseEntered(
      String eventId, Instant recordedTime, Phase phase, Instant at, Optional<String> reason)
      implements SessionEvent {
    /** Refuses a reason that is too long. */
    public PhaseEntered {
      Objects.requireNonNull(phase, "phase");
      Objects.requireNonNull(at, "at");
      reason.ifPresent(text -> Checks.note("reason", text));
    }
  }

  /**
   * What a drug's dose is planned to be.
   *
   * @param from holds from here on; the first also before, unless the opening named a plan
   * @param drug the drug
   * @param planned cumulative dose and duration
   */
  record DosePlanned(
      String eventId, Instant recordedTime, Instant from, String drug, PlannedDose planned)
      implements SessionEvent {
    /** Refuses a missing drug. */
    public DosePlanned {
      Checks.name("drug", drug);
    }
  }

  /**
   * A dose that no pump gave.
   *
   * @param at when it was given
   * @param drug the drug
   * @param route how it was given
   * @param amount above 0, in {@code unit}
   * @param unit what the amount is counted in
   */
  record DoseCharted(
      String eventId,
      Instant recordedTime,
      Instant at,
      String drug,
      Route route,
      double amount,
      AmountUnit unit)
      implements SessionEvent {
    /** Refuses an amount that is not a number above 0. */
    public DoseCharted {
      Checks.name("drug", drug);
      Objects.requireNonNull(route, "route");
      Objects.requireNonNull(unit, "unit");
      Checks.above0("charted amount", amount);
    }
  }

  /**
   * What a person saw or asked.
   *
   * @param at when
   * @param kind of what
   * @param score on the kind's own scale; empty for an event
   * @param note what happened, without names; empty where the score says it all
   */
  record ObservationCharted(
      String eventId,
      Instant recordedTime,
      Instant at,
      ObservationKind kind,
      OptionalDouble score,
      Optional<String> note)
      implements SessionEvent {
    /** Refuses a score off the kind's scale, and an event that does not say what happened. */
    public ObservationCharted {
      kind.check(score);
      note.ifPresent(text -> Checks.note("note", text));
      if (kind.scale().isEmpty() && note.isEmpty()) {
        throw new IllegalArgumentException(
            "observation " + kind.code() + " has no note; say what happened");
      }
    }
  }

  /**
   * How often pressure is to be taken.
   *
   * @param from holds from here on
   * @param interval between readings, above 0
   */
  record PressureOrdered(String eventId, Instant recordedTime, Instant from, Duration interval)
      implements SessionEvent {
    /** Refuses an interval that is not above 0 or longer than a day. */
    public PressureOrdered {
      Checks.above0("pressure interval", interval);
      if (interval.compareTo(Duration.ofDays(1)) > 0) {
        throw new IllegalArgumentException("pressure interval " + interval + " is above a day");
      }
    }
  }

  /**
   * An event that should not have been recorded: it no longer counts. Neither an opening nor a
   * binding is withdrawn so: a binding is replaced by an empty one, because samples follow it.
   *
   * @param event its eventId
   * @param reason why
   */
  record EventWithdrawn(String eventId, Instant recordedTime, String event, String reason)
      implements SessionEvent {
    /** Refuses a missing or too long reason. */
    public EventWithdrawn {
      Objects.requireNonNull(event, "event");
      Checks.note("reason", reason);
    }
  }

  /**
   * A body weight.
   *
   * @param from holds from here on; the first also before
   * @param weightKg 0.1 to 1000 kg
   * @param corrects the eventId of a weight that was wrong and that this one replaces
   */
  record WeightRecorded(
      String eventId,
      Instant recordedTime,
      Instant from,
      double weightKg,
      Optional<String> corrects)
      implements SessionEvent {
    /** Refuses what is no body weight. */
    public WeightRecorded {
      if (!(weightKg >= 0.1 && weightKg <= 1000)) {
        throw new IllegalArgumentException("weight " + weightKg + " kg is outside 0.1 to 1000");
      }
    }
  }

  /**
   * A device serves the session for a time.
   *
   * @param from inclusive
   * @param to exclusive; empty while it lasts
   * @param replaces the eventId of a binding this one replaces
   */
  record DeviceBound(
      String eventId,
      Instant recordedTime,
      DeviceId device,
      Instant from,
      Optional<Instant> to,
      Optional<String> replaces)
      implements SessionEvent {
    /** Refuses a binding that ends before it begins. */
    public DeviceBound {
      if (to.isPresent() && to.get().isBefore(from)) {
        throw new IllegalArgumentException("binding of " + device + " ends before it begins");
      }
    }

    /** Whether there is an instant at which it holds. */
    public boolean lasts() {
      return to.isEmpty() || from.isBefore(to.get());
    }

    /** Whether the device served the session at an instant. */
    public boolean covers(Instant instant) {
      return !instant.isBefore(from) && (to.isEmpty() || instant.isBefore(to.get()));
    }
  }

  /**
   * A limits profile applies.
   *
   * @param profile the profile's name
   * @param from holds from here on; the first also before
   */
  record LimitsAssigned(String eventId, Instant recordedTime, String profile, Instant from)
      implements SessionEvent {}

  /**
   * What one mL of a drug holds, where the pump does not say.
   *
   * @param from holds from here on; the first also before
   */
  record ConcentrationRecorded(
      String eventId, Instant recordedTime, String drug, Instant from, Concentration concentration)
      implements SessionEvent {}

  /**
   * A session ends.
   *
   * @param at when
   */
  record Closed(String eventId, Instant recordedTime, Instant at) implements SessionEvent {}
}
