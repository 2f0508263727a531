package io.rivulet.domain.series;

import io.rivulet.domain.session.Checks;
import io.rivulet.domain.session.Route;
import io.rivulet.domain.unit.AmountUnit;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Something decided or found about a series of sessions of one subject. Events are never changed:
 * {@link SeriesPlan} works out what holds.
 */
public sealed interface SeriesEvent {
  /** Which event; the same event twice is one event. */
  String eventId();

  /** When it was recorded. Events of one series are ordered by this, then by their ids. */
  Instant recordedTime();

  /**
   * A series begins.
   *
   * @param site the clinic
   * @param subject a pseudonym, never a name or a record number
   * @param drug the drug
   * @param route how it is given
   * @param unit doses are in it, per kg
   * @param steps planned sessions, in order
   * @param rule how a dose follows the response; empty where it does not
   */
  record Opened(
      String eventId,
      Instant recordedTime,
      String site,
      String subject,
      String drug,
      Route route,
      AmountUnit unit,
      List<SeriesStep> steps,
      Optional<ResponseRule> rule)
      implements SeriesEvent {
    /** Refuses missing names and steps that are not in order. */
    public Opened {
      Checks.name("site", site);
      Checks.name("subject", subject);
      Checks.name("drug", drug);
      Objects.requireNonNull(route, "route");
      Objects.requireNonNull(unit, "unit");
      steps = SeriesStep.checked(steps);
    }
  }

  /**
   * The steps from now on, all of them.
   *
   * @param steps planned sessions, in order
   */
  record Planned(String eventId, Instant recordedTime, List<SeriesStep> steps)
      implements SeriesEvent {
    /** Refuses steps that are not in order. */
    public Planned {
      steps = SeriesStep.checked(steps);
    }
  }

  /**
   * The dose of one session, decided by a person.
   *
   * @param number which session, from 1
   * @param dosePerKg above 0, in the series' unit per kg
   * @param reason why, without names
   */
  record DoseSet(String eventId, Instant recordedTime, int number, double dosePerKg, String reason)
      implements SeriesEvent {
    /** Refuses a dose that is none and a missing reason. */
    public DoseSet {
      if (number < 1) {
        throw new IllegalArgumentException("session number " + number + " is below 1");
      }
      Checks.above0("dose per kg of session " + number, dosePerKg);
      Checks.note("reason", reason);
    }
  }

  /**
   * A questionnaire's total at a point of the series.
   *
   * @param at when
   * @param instrument which questionnaire
   * @param afterSessions sessions had before; 0 is the baseline
   * @param followUp true for a look back after the series' last session
   * @param score the total, within the instrument's range
   */
  record OutcomeRecorded(
      String eventId,
      Instant recordedTime,
      Instant at,
      Instrument instrument,
      int afterSessions,
      boolean followUp,
      int score)
      implements SeriesEvent {
    /** Refuses a total off the scale and a follow-up of nothing. */
    public OutcomeRecorded {
      Objects.requireNonNull(at, "at");
      instrument.score(score);
      if (afterSessions < 0) {
        throw new IllegalArgumentException("outcome after " + afterSessions + " sessions");
      }
      if (followUp && afterSessions == 0) {
        throw new IllegalArgumentException(
            "an outcome before the first session is the baseline, not a follow-up");
      }
    }

    /** Whether later totals are compared with this one. */
    public boolean baseline() {
      return afterSessions == 0;
    }

    /** Where in the series it stands, in words. */
    public String point() {
      if (baseline()) {
        return "baseline";
      }
      return (followUp ? "follow-up after session " : "after session ") + afterSessions;
    }
  }

  /**
   * The series ends.
   *
   * @param at when
   */
  record Closed(String eventId, Instant recordedTime, Instant at) implements SeriesEvent {}

  /**
   * An event that should not have been recorded: it no longer counts. An opening stays.
   *
   * @param event its eventId
   * @param reason why
   */
  record EventWithdrawn(String eventId, Instant recordedTime, String event, String reason)
      implements SeriesEvent {
    /** Refuses a missing or too long reason. */
    public EventWithdrawn {
      Objects.requireNonNull(event, "event");
      Checks.note("reason", reason);
    }
  }
}
