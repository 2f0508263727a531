package io.rivulet.domain.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.identity.SeriesId;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.series.SeriesEvent;
import io.rivulet.domain.session.PlannedDose;
import io.rivulet.domain.session.Route;
import io.rivulet.domain.session.SessionEvent;
import io.rivulet.domain.session.SessionPlan;
import io.rivulet.domain.unit.AmountUnit;
import java.time.Instant;
import java.util.Optional;

/** A desk whose accepted events go straight into its books, at a time that tests set. */
final class DeskUnderTest {
  static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");
  static final SessionId S1 = new SessionId("s1");
  static final SessionId S2 = new SessionId("s2");
  static final DeviceId PUMP = new DeviceId("pump-1");

  final SessionBook book;
  final SeriesBook series;
  final LimitsBook limits;
  Instant now = T0;
  private final SessionDecisions sessions;
  private final SeriesDecisions seriesDecisions;
  private int asked;

  DeskUnderTest() {
    this(DeskRules.DEFAULT);
  }

  DeskUnderTest(DeskRules rules) {
    this.book = new SessionBook(rules);
    this.series = new SeriesBook(rules);
    this.limits = new LimitsBook(rules);
    this.sessions = new SessionDecisions(book, series, limits, rules);
    this.seriesDecisions = new SeriesDecisions(series, rules);
  }

  static Instant at(int second) {
    return T0.plusSeconds(second);
  }

  static SessionCommand.Open open(SessionId session, String subject) {
    return new SessionCommand.Open(
        session,
        "clinic",
        subject,
        Optional.of("Ketamine"),
        Route.IV,
        Optional.of(new PlannedDose(0.5, AmountUnit.MILLIGRAM, Optional.empty())),
        Optional.empty());
  }

  static SessionCommand bind(SessionId session, int from, Integer to) {
    return new SessionCommand.BindDevice(
        session, PUMP, at(from), Optional.ofNullable(to).map(DeskUnderTest::at));
  }

  static SessionCommand weight(int from, double kg, String corrects) {
    return new SessionCommand.RecordWeight(S1, at(from), kg, Optional.ofNullable(corrects));
  }

  Decision<SessionEvent> ask(String eventId, SessionCommand command, String confirmation) {
    Decision<SessionEvent> decision =
        sessions.decide(command, new Ask(eventId, now, Optional.ofNullable(confirmation)));
    if (decision instanceof Decision.Accepted<SessionEvent> accepted) {
      accepted.events().forEach(event -> book.add(command.session(), event));
      if (command instanceof SessionCommand.Open open) {
        open.place().ifPresent(place -> series.add(place, open.session()));
      }
    }
    return decision;
  }

  Decision<SessionEvent> ask(String eventId, SessionCommand command) {
    return ask(eventId, command, null);
  }

  /** Asks, expects to be accepted, and says what was recorded last. */
  SessionEvent accepted(SessionCommand command) {
    return accepted("e" + asked++, command);
  }

  SessionEvent accepted(String eventId, SessionCommand command) {
    Decision<SessionEvent> decision = ask(eventId, command);
    assertThat(decision).as("%s", decision).isInstanceOf(Decision.Accepted.class);
    var events = ((Decision.Accepted<SessionEvent>) decision).events();
    return events.get(events.size() - 1);
  }

  /** Asks, expects to be refused, and says how. */
  String refused(SessionCommand command) {
    return refused("r" + asked++, command);
  }

  String refused(String eventId, SessionCommand command) {
    Decision<SessionEvent> decision = ask(eventId, command);
    assertThat(decision).as("%s", decision).isInstanceOf(Decision.Refused.class);
    Decision.Refused<SessionEvent> refused = (Decision.Refused<SessionEvent>) decision;
    return refused.why() + ": " + refused.detail();
  }

  /** Asks, expects a question, says what it is, and confirms it. */
  String confirmed(SessionCommand command) {
    String eventId = "q" + asked++;
    Decision<SessionEvent> decision = ask(eventId, command);
    assertThat(decision).as("%s", decision).isInstanceOf(Decision.NeedsConfirmation.class);
    Decision.NeedsConfirmation<SessionEvent> question =
        (Decision.NeedsConfirmation<SessionEvent>) decision;
    assertThat(ask(eventId, command, "another")).isEqualTo(question);
    assertThat(ask(eventId, command, question.token())).isInstanceOf(Decision.Accepted.class);
    return String.join("; ", question.questions());
  }

  Decision<SeriesEvent> ask(String eventId, SeriesCommand command, String confirmation) {
    Decision<SeriesEvent> decision =
        seriesDecisions.decide(command, new Ask(eventId, now, Optional.ofNullable(confirmation)));
    if (decision instanceof Decision.Accepted<SeriesEvent> accepted) {
      accepted.events().forEach(event -> series.add(command.series(), event));
    }
    return decision;
  }

  String outcomeOf(SeriesCommand command) {
    Decision<SeriesEvent> decision = ask("s" + asked++, command, null);
    if (decision instanceof Decision.Refused<SeriesEvent> refused) {
      return refused.why() + ": " + refused.detail();
    }
    if (decision instanceof Decision.NeedsConfirmation<SeriesEvent> question) {
      return "asks: " + String.join("; ", question.questions());
    }
    return "accepted";
  }

  static SeriesId seriesId() {
    return new SeriesId("series-1");
  }

  SessionPlan plan() {
    return book.plan(S1).orElseThrow();
  }
}
