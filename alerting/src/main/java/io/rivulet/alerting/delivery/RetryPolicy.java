package io.rivulet.alerting.delivery;

import io.rivulet.domain.alert.AlertPriority;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether and when a notification is tried again: after a random time of up to 1 s, 2 s, 4 s ...
 * (full jitter), at most 15 min, and 1 min where it is of high priority, because nobody should wait
 * for the rest of a quarter of an hour once the receiver is back.
 *
 * @param retryFor how long it is tried
 */
public record RetryPolicy(Duration retryFor) {
  /** The longest pause of those of high priority. */
  public static final Duration LONGEST_HIGH = Duration.ofMinutes(1);

  /** The longest pause of others. */
  public static final Duration LONGEST = Duration.ofMinutes(15);

  /** The longest pause that a receiver can ask for. */
  public static final Duration LONGEST_ASKED = Duration.ofHours(1);

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final int MOST_DOUBLINGS = 20;

  /**
   * Decides.
   *
   * @param outcome of the attempt
   * @param attempt which one it was, from 1
   * @param retryFrom since when it is tried
   * @param priority of the notification
   * @param now when the attempt ended
   * @param chance evenly between 0 and 1
   */
  public Decision decide(
      Outcome outcome,
      int attempt,
      Instant retryFrom,
      AlertPriority priority,
      Instant now,
      double chance) {
    if (outcome instanceof Outcome.Taken) {
      return new Decision.Deliver(outcome.why());
    }
    if (outcome instanceof Outcome.Unwanted) {
      return new Decision.Disable(outcome.why());
    }
    if (outcome instanceof Outcome.Failed failed) {
      return afterFailure(failed, attempt, retryFrom, priority, now, chance);
    }
    return new Decision.GiveUp(outcome.why(), Outcome.Scope.NOTIFICATION);
  }

  private Decision afterFailure(
      Outcome.Failed failed,
      int attempt,
      Instant retryFrom,
      AlertPriority priority,
      Instant now,
      double chance) {
    Instant end = retryFrom.plus(retryFor);
    if (!now.isBefore(end)) {
      return new Decision.GiveUp(
          "given up after %d attempts within %s: %s".formatted(attempt, retryFor, failed.why()),
          failed.scope());
    }
    Optional<Instant> asked =
        failed.notBefore().map(time -> earlier(time, now.plus(LONGEST_ASKED)));
    Instant due = now.plus(pause(attempt, priority, chance));
    Instant notBeforeAsked = asked.filter(time -> time.isAfter(due)).orElse(due);
    return new Decision.Wait(
        failed.why(), earlier(notBeforeAsked, later(end, due)), asked, failed.scope());
  }

  private static Duration pause(int attempt, AlertPriority priority, double chance) {
    Duration longest = priority == AlertPriority.HIGH ? LONGEST_HIGH : LONGEST;
    int doublings = Math.min(Math.max(attempt - 1, 0), MOST_DOUBLINGS);
    long mostMillis = Math.min(FIRST.toMillis() << doublings, longest.toMillis());
    return Duration.ofMillis(Math.max((long) (mostMillis * chance), SHORTEST.toMillis()));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
