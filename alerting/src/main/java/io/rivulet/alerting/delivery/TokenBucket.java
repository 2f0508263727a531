package io.rivulet.alerting.delivery;

import io.rivulet.alerting.channel.Pace;
import java.time.Duration;
import java.time.Instant;

/**
 * How many notifications may go now.
 *
 * @param tokens as of then, 0 or more
 * @param refilled when that was
 */
public record TokenBucket(double tokens, Instant refilled) {
  private static final double MILLIS_PER_MINUTE = 60_000;

  /** Refuses what is no number of tokens. */
  public TokenBucket {
    if (!(tokens >= 0) || Double.isInfinite(tokens)) {
      throw new IllegalArgumentException(tokens + " tokens; 0 or more");
    }
  }

  /** What there is by now; never more than a burst. A clock that went back adds nothing. */
  public TokenBucket refill(Pace pace, Instant now) {
    long elapsedMillis = Math.max(0, Duration.between(refilled, now).toMillis());
    double added = elapsedMillis * (pace.perMinute() / MILLIS_PER_MINUTE);
    Instant as = elapsedMillis > 0 ? refilled.plusMillis(elapsedMillis) : refilled;
    Duration ahead = Duration.between(now, refilled);
    // An instance whose clock is far ahead must not stop all others until then.
    Instant from = ahead.compareTo(Duration.ofMinutes(1)) > 0 ? now : as;
    return new TokenBucket(Math.min(tokens + added, pace.burst()), from);
  }

  /** Whether one may go. */
  public boolean allowsOne() {
    return tokens >= 1;
  }

  /** One less. */
  public TokenBucket takeOne() {
    return new TokenBucket(tokens - 1, refilled);
  }

  /** When one may go, of a bucket that was just refilled. */
  public Instant nextAt(Pace pace) {
    double missing = Math.max(0, 1 - tokens);
    return refilled.plusMillis((long) Math.ceil(missing * MILLIS_PER_MINUTE / pace.perMinute()));
  }
}
