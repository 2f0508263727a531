package io.rivulet.alerting.oncall;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * The clock on the wall of a zone, but one that never goes back: while the hour that comes twice
 * passes for the second time, it stands at the hour's end. So every local time is reached once: one
 * that is left out when clocks go forward, at the moment they do; one that comes twice, at the
 * first.
 */
public record WallClock(ZoneId zone) {
  /** What it shows then. */
  public LocalDateTime at(Instant instant) {
    ZoneRules rules = zone.getRules();
    ZoneOffsetTransition last = rules.previousTransition(instant.plusNanos(1));
    if (last != null && last.isOverlap()) {
      Instant again = last.getInstant().minus(last.getDuration());
      if (instant.isBefore(again)) {
        return last.getDateTimeBefore().minusNanos(1);
      }
    }
    return LocalDateTime.ofInstant(instant, zone);
  }

  /** The first moment at which it shows the local time or a later one. */
  public Instant reaches(LocalDateTime local) {
    ZoneOffsetTransition transition = zone.getRules().getTransition(local);
    if (transition != null && transition.isGap()) {
      return transition.getInstant();
    }
    // Of two offsets, the one before the clocks go back gives the first of the two moments.
    return local.toInstant(
        transition == null ? zone.getRules().getOffset(local) : transition.getOffsetBefore());
  }
}
