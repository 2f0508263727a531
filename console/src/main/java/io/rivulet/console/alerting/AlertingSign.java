package io.rivulet.console.alerting;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How alerting stands, for every page.
 *
 * @param state whether it works
 * @param message what is wrong and what to look at; empty where nothing is
 * @param open alerts that are present and nobody acknowledged
 * @param acknowledged alerts that are present and acknowledged
 * @param latched alerts that are over and wait to be acknowledged
 * @param suppressed urgent alerts that are not told, at most {@link #MOST_SUPPRESSED}
 * @param suppressedCount how many there are
 * @param waiting notifications that wait to be delivered
 * @param dead notifications that were given up on
 * @param lastAudit grows with everything that happens
 */
public record AlertingSign(
    State state,
    String message,
    Counts open,
    Counts acknowledged,
    Counts latched,
    List<SuppressedSign> suppressed,
    long suppressedCount,
    long waiting,
    long dead,
    long lastAudit) {
  /** The most urgent alerts that are written out. */
  public static final int MOST_SUPPRESSED = 20;

  /** Whether alerting works. */
  public enum State {
    /** It does. */
    UP,
    /** It runs, and some of what it sends does not arrive. */
    CANNOT_DELIVER,
    /** No instance runs, or the database does not answer: nobody is told anything. */
    DOWN
  }

  /**
   * How many of each priority.
   *
   * @param high of high priority
   * @param medium of medium priority
   * @param low of low priority
   */
  public record Counts(long high, long medium, long low) {
    /** None at all. */
    public static final Counts NONE = new Counts(0, 0, 0);
  }

  /**
   * A physiological alert of high priority that is not told.
   *
   * @param alert its id
   * @param category such as PRESSURE_EXCURSION
   * @param detail what was measured
   * @param site the clinic
   * @param session whose
   * @param kind silence, maintenance or inhibition
   * @param by who, or what
   * @param reason why
   * @param until when that is over, where known
   */
  public record SuppressedSign(
      String alert,
      String category,
      String detail,
      Optional<String> site,
      Optional<String> session,
      String kind,
      String by,
      String reason,
      Optional<Instant> until) {}

  /** Refuses missing parts. */
  public AlertingSign {
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(open, "open");
    Objects.requireNonNull(acknowledged, "acknowledged");
    Objects.requireNonNull(latched, "latched");
    suppressed = List.copyOf(suppressed);
  }

  /** Nothing is known but that nobody is told. */
  static AlertingSign down(String message) {
    return new AlertingSign(
        State.DOWN, message, Counts.NONE, Counts.NONE, Counts.NONE, List.of(), 0, 0, 0, 0);
  }
}
