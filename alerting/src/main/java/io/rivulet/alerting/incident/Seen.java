package io.rivulet.alerting.incident;

import io.rivulet.alerting.lifecycle.AlertCase;
import io.rivulet.alerting.routing.Suppression;
import io.rivulet.domain.alert.AlertPriority;
import java.time.Instant;
import java.util.Optional;

/**
 * An alert as a decision sees it.
 *
 * @param alert how it stands
 * @param before what was remembered of it, where something was
 * @param member what is remembered now
 * @param recurrence how often it came lately
 * @param suppression what keeps it from being told, where something does
 * @param ripe since when it has lasted long enough to be told
 */
record Seen(
    AlertCase alert,
    Optional<Member> before,
    Member member,
    Recurrence recurrence,
    Optional<Suppression> suppression,
    Instant ripe) {
  AlertPriority priority() {
    return alert.statement().priority();
  }

  Member.Shown shown() {
    return member.shown();
  }

  Member.Shown shownBefore() {
    return before.map(Member::shown).orElse(Member.Shown.NOT_YET);
  }

  /** Whether it waits for somebody to know, and nothing is in the way of telling. */
  boolean presses() {
    return alert.waits()
        && suppression.isEmpty()
        && shown().counts()
        && !(shown() == Member.Shown.HELD && heldIsKnown());
  }

  /**
   * Whether somebody knows of a condition that comes and goes, at this priority or a higher one.
   */
  boolean heldIsKnown() {
    return recurrence
        .flap()
        .flatMap(Recurrence.Flap::known)
        .map(known -> known.compareTo(priority()) <= 0)
        .orElse(false);
  }

  boolean known() {
    return alert.active() && !alert.waits();
  }

  /** The same, somebody having been told. */
  Seen afterTelling() {
    return new Seen(alert, before, member.afterTelling(), recurrence, suppression, ripe);
  }
}
