package io.rivulet.domain.desk;

import io.rivulet.domain.series.ResponseRule;
import io.rivulet.domain.series.SeriesEvent;
import io.rivulet.domain.series.SeriesPlan;
import io.rivulet.domain.series.SeriesStep;
import io.rivulet.domain.unit.AmountUnit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether what is asked about a series is recorded. It reads the book and changes nothing.
 */
public final class SeriesDecisions {
  private final SeriesBook book;
  private final DeskRules rules;

  /** Decisions over this book. */
  public SeriesDecisions(SeriesBook book, DeskRules rules) {
    this.book = book;
    this.rules = rules;
  }

  /**
   * What becomes of a command, which depends on the book, the time it was asked, and nothing else.
   */
  public Decision<SeriesEvent> decide(SeriesCommand command, Ask ask) {
    Hearing hearing = new Hearing(ask);
    try {
      Optional<SeriesEvent> known = book.find(command.series(), ask.eventId());
      if (known.isPresent()) {
        return repeated(command, known.get());
      }
      SeriesEvent event =
          command instanceof SeriesCommand.Open open ? open(open, hearing) : next(command, hearing);
      return hearing.accept(command.series().value(), List.of(event));
    } catch (Refusal refusal) {
      return new Decision.Refused<>(refusal.why(), refusal.getMessage());
    } catch (IllegalArgumentException e) {
      return new Decision.Refused<>(Decision.Why.INVALID, e.getMessage());
    }
  }

  private static Decision<SeriesEvent> repeated(SeriesCommand command, SeriesEvent known) {
    if (!event(command, known.eventId(), known.recordedTime()).equals(known)) {
      throw Hearing.conflict(
          "eventId "
              + known.eventId()
              + " is used by another event of series "
              + command.series()
              + "; choose another");
    }
    return new Decision.Accepted<>(List.of(known), true);
  }

  private SeriesEvent open(SeriesCommand.Open c, Hearing hearing) {
    if (book.plan(c.series()).isPresent()) {
      throw Hearing.conflict("series " + c.series() + " was opened before; choose another name");
    }
    if (book.full()) {
      throw new Refusal(Decision.Why.FULL, "as many series as this desk holds were opened");
    }
    SeriesEvent event = event(c, hearing.eventId(), hearing.recordedAfter(Instant.MIN));
    askAboutDoses(c.steps(), c.unit(), hearing);
    c.rule()
        .ifPresent(
            rule ->
                rules
                    .values()
                    .dosePerKg("the rule's maximum", rule.maxPerKg(), c.unit(), hearing::question));
    return event;
  }

  private SeriesEvent next(SeriesCommand command, Hearing hearing) {
    SeriesPlan plan = book.open(command.series());
    if (command instanceof SeriesCommand.Plan c) {
      askAboutDoses(c.steps(), plan.opened().orElseThrow().unit(), hearing);
    } else if (command instanceof SeriesCommand.SetDose c) {
      setDose(c, plan, hearing);
    } else if (command instanceof SeriesCommand.RecordOutcome c) {
      outcome(c, plan, hearing);
    } else if (command instanceof SeriesCommand.Withdraw c) {
      requireWithdrawable(c);
    } else if (command instanceof SeriesCommand.Close c) {
      rules.times().charted("closing", c.at(), hearing.now());
    }
    return event(
        command, hearing.eventId(), hearing.recordedAfter(book.lastRecorded(command.series())));
  }

  private void setDose(SeriesCommand.SetDose c, SeriesPlan plan, Hearing hearing) {
    if (plan.dosePerKg(c.number()).isEmpty()) {
      throw Hearing.conflict(
          "series "
              + c.series()
              + " plans "
              + plan.steps().size()
              + " sessions, not "
              + c.number()
              + "; plan it first");
    }
    SeriesEvent.Opened opened = plan.opened().orElseThrow();
    rules.values().dosePerKg("dose", c.dosePerKg(), opened.unit(), hearing::question);
    opened
        .rule()
        .map(ResponseRule::maxPerKg)
        .filter(most -> c.dosePerKg() > most)
        .ifPresent(
            most ->
                hearing.question(
                    "dose "
                        + c.dosePerKg()
                        + " is above the series' own maximum of "
                        + most
                        + " "
                        + opened.unit().ucum()
                        + "/kg"));
  }

  private void outcome(SeriesCommand.RecordOutcome c, SeriesPlan plan, Hearing hearing) {
    rules.times().charted("outcome", c.at(), hearing.now());
    for (SeriesEvent.OutcomeRecorded other : plan.outcomes()) {
      if (other.instrument() == c.instrument()
          && other.afterSessions() == c.afterSessions()
          && !other.followUp()
          && !c.followUp()) {
        hearing.question(
            c.instrument().code()
                + " "
                + other.point()
                + " is recorded already: "
                + other.score()
                + " at "
                + other.at());
      }
    }
  }

  private void requireWithdrawable(SeriesCommand.Withdraw c) {
    SeriesEvent target =
        book.find(c.series(), c.event())
            .orElseThrow(
                () -> Hearing.unknown("series " + c.series() + " has no event " + c.event()));
    if (target instanceof SeriesEvent.Opened || target instanceof SeriesEvent.EventWithdrawn) {
      throw Hearing.conflict(
          "neither an opening nor a withdrawal is withdrawn; close the series, or record anew");
    }
    boolean withdrawn =
        book.events(c.series()).stream()
            .anyMatch(
                event ->
                    event instanceof SeriesEvent.EventWithdrawn e && e.event().equals(c.event()));
    if (withdrawn) {
      throw Hearing.conflict("event " + c.event() + " was withdrawn before");
    }
  }

  private void askAboutDoses(List<SeriesStep> steps, AmountUnit unit, Hearing hearing) {
    steps.stream()
        .mapToDouble(SeriesStep::dosePerKg)
        .max()
        .ifPresent(
            highest -> rules.values().dosePerKg("planned dose", highest, unit, hearing::question));
  }

  private static SeriesEvent event(SeriesCommand command, String id, Instant recorded) {
    if (command instanceof SeriesCommand.Open c) {
      return new SeriesEvent.Opened(
          id, recorded, c.site(), c.subject(), c.drug(), c.route(), c.unit(), c.steps(), c.rule());
    }
    if (command instanceof SeriesCommand.Plan c) {
      return new SeriesEvent.Planned(id, recorded, c.steps());
    }
    if (command instanceof SeriesCommand.SetDose c) {
      return new SeriesEvent.DoseSet(id, recorded, c.number(), c.dosePerKg(), c.reason());
    }
    if (command instanceof SeriesCommand.RecordOutcome c) {
      return new SeriesEvent.OutcomeRecorded(
          id,
          recorded,
          c.at(),
          c.instrument(),
          c.afterSessions(),
          c.followUp(),
          c.instrument().score(c.score()));
    }
    if (command instanceof SeriesCommand.Withdraw c) {
      return new SeriesEvent.EventWithdrawn(id, recorded, c.event(), c.reason());
    }
    SeriesCommand.Close c = (SeriesCommand.Close) command;
    return new SeriesEvent.Closed(id, recorded, c.at());
  }
}
