package io.rivulet.domain.desk;

import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.session.SessionEvent;
import io.rivulet.domain.session.SessionPlan;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether what is asked about a session is recorded. It reads the books and changes
 * nothing: what it accepts takes effect once it was written and read back.
 */
public final class SessionDecisions {
  private final SessionBook book;
  private final DeskRules rules;
  private final LimitsBook limits;
  private final OpeningDecisions openings;
  private final BindingDecisions bindings;
  private final WithdrawalDecisions withdrawals;
  private final ChartDecisions charts;

  /** Decisions over these books. */
  public SessionDecisions(SessionBook book, SeriesBook series, LimitsBook limits, DeskRules rules) {
    this.book = book;
    this.limits = limits;
    this.rules = rules;
    this.openings = new OpeningDecisions(book, series, rules);
    this.bindings = new BindingDecisions(book.devices());
    this.withdrawals = new WithdrawalDecisions(bindings);
    this.charts = new ChartDecisions(rules);
  }

  /**
   * What becomes of a command, which depends on the books, the time it was asked, and nothing else.
   */
  public Decision<SessionEvent> decide(SessionCommand command, Ask ask) {
    Hearing hearing = new Hearing(ask);
    try {
      Optional<Decision<SessionEvent>> repeated = repeated(command, ask.eventId());
      if (repeated.isPresent()) {
        return repeated.get();
      }
      List<SessionEvent> events =
          command instanceof SessionCommand.Open open
              ? List.of(openings.open(open, hearing))
              : ofKnown(command, file(command.session()), hearing);
      return hearing.accept(command.session().value(), events);
    } catch (Refusal refusal) {
      return new Decision.Refused<>(refusal.why(), refusal.getMessage());
    } catch (IllegalArgumentException e) {
      return new Decision.Refused<>(Decision.Why.INVALID, e.getMessage());
    }
  }

  private Optional<Decision<SessionEvent>> repeated(SessionCommand command, String eventId) {
    Optional<SessionEvent> known = book.file(command.session()).flatMap(file -> file.find(eventId));
    if (known.isEmpty()) {
      return Optional.empty();
    }
    if (!Repeats.same(command, known.get())) {
      throw Hearing.conflict(
          "eventId "
              + eventId
              + " is used by another event of session "
              + command.session()
              + "; choose another");
    }
    return Optional.of(new Decision.Accepted<>(List.of(known.get()), true));
  }

  private SessionFile file(SessionId session) {
    Optional<Instant> settled = book.settled(session);
    if (settled.isPresent()) {
      throw Hearing.closed(session, settled.get());
    }
    SessionFile file =
        book.file(session)
            .filter(known -> known.plan().opened().isPresent())
            .orElseThrow(
                () -> Hearing.unknown("session " + session + " is not known; open it first"));
    if (file.size() >= rules.eventsMax()) {
      throw new Refusal(
          Decision.Why.FULL, "session " + session + " has " + file.size() + " events already");
    }
    return file;
  }

  private List<SessionEvent> ofKnown(SessionCommand command, SessionFile file, Hearing hearing) {
    SessionPlan plan = file.plan();
    EventTimes.check(command, plan, rules.times(), hearing.now());
    if (command instanceof SessionCommand.BindDevice c) {
      return List.of(bindings.bind(c, file, hearing));
    }
    if (command instanceof SessionCommand.UnbindDevice c) {
      return List.of(bindings.unbind(c, file, hearing));
    }
    if (command instanceof SessionCommand.RebindDevice c) {
      return List.of(bindings.rebind(c, file, hearing));
    }
    if (command instanceof SessionCommand.Withdraw c) {
      return List.of(withdrawals.withdraw(c, file, hearing));
    }
    if (command instanceof SessionCommand.Close c) {
      return close(c, file, hearing);
    }
    if (command instanceof SessionCommand.AssignLimits c) {
      requireProfile(c.profile());
    }
    SessionEvent event =
        SessionEvents.of(command, hearing.eventId(), hearing.recordedAfter(file.lastRecorded()));
    charts.check(command, file, hearing);
    return List.of(event);
  }

  private void requireProfile(String profile) {
    if (limits.versions(profile).isEmpty()) {
      throw Hearing.unknown(
          "limits profile \""
              + profile
              + "\" is not published; known are "
              + String.join(", ", limits.profiles()));
    }
  }

  private List<SessionEvent> close(SessionCommand.Close c, SessionFile file, Hearing hearing) {
    SessionPlan plan = file.plan();
    if (plan.closed().isPresent()) {
      throw Hearing.closed(c.session(), plan.closed().get());
    }
    for (SessionEvent.PhaseEntered entered : plan.chart().phases()) {
      if (entered.at().isAfter(c.at())) {
        throw Hearing.conflict(
            "session "
                + c.session()
                + " entered "
                + entered.phase()
                + " at "
                + entered.at()
                + ", after "
                + c.at()
                + "; close it later, or withdraw "
                + entered.eventId());
      }
    }
    Instant last = file.lastRecorded();
    for (SessionEvent.DeviceBound binding : plan.bindings()) {
      Instant other = book.devices().lastRecorded(binding.device());
      last = other.isAfter(last) ? other : last;
    }
    Instant recorded = hearing.recordedAfter(last);
    List<SessionEvent> events = new ArrayList<>(bindings.endAt(c.at(), recorded, file, hearing));
    Instant after = recorded.plus(events.size(), ChronoUnit.MICROS);
    events.add(new SessionEvent.Closed(hearing.eventId(), after, c.at()));
    return events;
  }
}
