package io.rivulet.console.backtest;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One backtest somebody asked for. Its progress is written by the one thread that runs it and read
 * by many.
 */
final class BacktestJob {
  /** How far it is. */
  enum State {
    WAITING,
    RUNNING,
    DONE,
    FAILED,
    CANCELLED;

    boolean over() {
      return this == DONE || this == FAILED || this == CANCELLED;
    }
  }

  /**
   * How far it is, as of one moment.
   *
   * @param done sessions judged
   * @param reason why it failed, in words
   * @param endedTime when it ended
   * @param report as JSON, where it is done
   */
  record Progress(
      State state,
      int done,
      Optional<String> reason,
      Optional<Instant> endedTime,
      Optional<String> report) {}

  private final String id;
  private final String by;
  private final String eventId;
  private final List<ChosenSession> sessions;
  private final String limits;
  private final Instant askedTime;
  private volatile Progress progress =
      new Progress(State.WAITING, 0, Optional.empty(), Optional.empty(), Optional.empty());
  private volatile boolean unwanted;

  BacktestJob(
      String id,
      String by,
      String eventId,
      List<ChosenSession> sessions,
      String limits,
      Instant askedTime) {
    this.id = Objects.requireNonNull(id, "id");
    this.by = Objects.requireNonNull(by, "by");
    this.eventId = Objects.requireNonNull(eventId, "eventId");
    this.sessions = List.copyOf(sessions);
    this.limits = Objects.requireNonNull(limits, "limits");
    this.askedTime = Objects.requireNonNull(askedTime, "askedTime");
  }

  String id() {
    return id;
  }

  String by() {
    return by;
  }

  String eventId() {
    return eventId;
  }

  List<ChosenSession> sessions() {
    return sessions;
  }

  Set<String> sites() {
    return sessions.stream().map(ChosenSession::site).collect(Collectors.toUnmodifiableSet());
  }

  String limits() {
    return limits;
  }

  Instant askedTime() {
    return askedTime;
  }

  Progress progress() {
    return progress;
  }

  boolean unwanted() {
    return unwanted;
  }

  /** Asks it to end; what is over stays as it is. */
  void cancel() {
    unwanted = true;
  }

  void running(int done) {
    progress =
        new Progress(State.RUNNING, done, Optional.empty(), Optional.empty(), Optional.empty());
  }

  void done(String report, Instant at) {
    progress =
        new Progress(
            State.DONE, sessions.size(), Optional.empty(), Optional.of(at), Optional.of(report));
  }

  void ended(State state, String reason, Instant at) {
    progress =
        new Progress(
            state, progress.done(), Optional.of(reason), Optional.of(at), Optional.empty());
  }
}
