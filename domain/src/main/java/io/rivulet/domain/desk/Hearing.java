package io.rivulet.domain.desk;

import io.rivulet.domain.identity.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One command while it is decided: how it was put, and what is odd about it so far. */
final class Hearing {
  private static final Duration CLOCK_TRUST = Duration.ofHours(1);

  private final Ask ask;
  private final List<String> questions = new ArrayList<>();

  Hearing(Ask ask) {
    this.ask = ask;
  }

  String eventId() {
    return ask.eventId();
  }

  Instant now() {
    return ask.now();
  }

  void question(String text) {
    questions.add(text);
  }

  /**
   * When it is recorded: now, and after everything it has to come after, because events are ordered
   * by this.
   */
  Instant recordedAfter(Instant... earlier) {
    Instant recorded = ask.now().truncatedTo(ChronoUnit.MICROS);
    for (Instant other : earlier) {
      if (!recorded.isAfter(other)) {
        recorded = other.plus(1, ChronoUnit.MICROS);
      }
    }
    if (recorded.isAfter(ask.now().plus(CLOCK_TRUST))) {
      throw new Refusal(
          Decision.Why.CONFLICT,
          "the latest event is recorded at "
              + recorded
              + ", far after this desk's clock, "
              + ask.now()
              + "; set the clocks right");
    }
    return recorded;
  }

  /** What was worked out, unless something about it has yet to be confirmed. */
  <E> Decision<E> accept(String about, List<E> events) {
    if (!questions.isEmpty()) {
      String token = Decision.NeedsConfirmation.token(about, questions);
      if (!ask.confirmation().equals(Optional.of(token))) {
        return new Decision.NeedsConfirmation<>(questions, token);
      }
    }
    return new Decision.Accepted<>(events, false);
  }

  static Refusal unknown(String what) {
    return new Refusal(Decision.Why.UNKNOWN, what);
  }

  static Refusal conflict(String what) {
    return new Refusal(Decision.Why.CONFLICT, what);
  }

  static Refusal closed(SessionId session, Instant at) {
    return new Refusal(
        Decision.Why.CLOSED,
        "session " + session + " was closed at " + at + " and takes no more; open another one");
  }
}
