package io.rivulet.domain.desk;

import java.time.Duration;

/**
 * What a desk takes, asks about, and refuses.
 *
 * @param times which event times it believes
 * @param values which values it takes for slips of the hand
 * @param correctionTime how long after its closing was recorded a session still takes corrections
 * @param openMax sessions, and series, that may be open at once
 * @param eventsMax events of one session or series
 */
public record DeskRules(
    TimeBounds times, Plausibility values, Duration correctionTime, int openMax, int eventsMax) {
  /** Fifteen minutes for corrections; 10,000 sessions of 5,000 events. */
  public static final DeskRules DEFAULT =
      new DeskRules(
          TimeBounds.DEFAULT, Plausibility.DEFAULT, Duration.ofMinutes(15), 10_000, 5_000);

  /** Refuses a desk without room. */
  public DeskRules {
    if (correctionTime.isNegative()) {
      throw new IllegalArgumentException("time for corrections " + correctionTime + " is below 0");
    }
    if (openMax < 1 || eventsMax < 1) {
      throw new IllegalArgumentException(
          "a desk for " + openMax + " sessions of " + eventsMax + " events has no room");
    }
  }
}
