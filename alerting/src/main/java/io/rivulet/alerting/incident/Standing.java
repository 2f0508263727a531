package io.rivulet.alerting.incident;

import io.rivulet.alerting.routing.Flapping;
import io.rivulet.alerting.routing.RouteTerms;
import java.time.Instant;
import java.util.List;

/**
 * How an incident stands at an instant, before anybody is told.
 *
 * @param incident as the last decision left it
 * @param members its alerts now
 * @param content what there is to tell now
 * @param terms of its route
 * @param flapping when alerts are held
 * @param now the instant
 */
record Standing(
    Incident incident,
    Members members,
    Content content,
    RouteTerms terms,
    Flapping flapping,
    Instant now) {
  List<Seen> pressing() {
    return members.pressing();
  }

  /** Whether nothing is there any more, and nothing is expected to come back. */
  boolean over() {
    return members.further() == 0
        && members.awaitedUntil().isEmpty()
        && members.seen().stream()
            .noneMatch(one -> one.alert().active() || one.shown() == Member.Shown.HELD);
  }

  /**
   * Whether something that nobody knows of is just not there: it comes and goes, or its successor
   * is awaited.
   */
  boolean paused() {
    return members.awaitedUntil().isPresent() || heldAndUnknown();
  }

  private boolean heldAndUnknown() {
    return members.seen().stream()
        .anyMatch(
            one ->
                one.shown() == Member.Shown.HELD
                    && one.suppression().isEmpty()
                    && !one.heldIsKnown());
  }

  /** Whether somebody knows of everything that is there. */
  boolean known() {
    return pressing().isEmpty()
        && !heldAndUnknown()
        && members.seen().stream()
            .anyMatch(one -> one.known() || one.shown() == Member.Shown.HELD && one.heldIsKnown());
  }

  /** Whether somebody knows of a condition that is still there. */
  boolean knownAndPresent() {
    return known()
        && members.seen().stream()
            .anyMatch(one -> one.known() && one.alert().statement().present());
  }

  /** Whether it is time for a summary of what comes and goes. */
  boolean summaryIsDue() {
    return members.seen().stream()
        .filter(one -> one.shown() == Member.Shown.HELD)
        .flatMap(one -> one.recurrence().flap().stream())
        .anyMatch(flap -> !now.isBefore(flap.summarised().plus(flapping.summary())));
  }

  /** Whether everything that anybody was told of was taken back. */
  boolean takenBack() {
    return members.any(Member.Shown.WITHDRAWN) && !members.any(Member.Shown.OVER);
  }
}
