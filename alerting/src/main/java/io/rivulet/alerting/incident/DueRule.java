package io.rivulet.alerting.incident;

import io.rivulet.alerting.routing.Flapping;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** When an incident has to be looked at again although nothing happens. */
final class DueRule {
  /** Keeps a clock that stands still from being asked again and again. */
  private static final Duration LEAST = Duration.ofMillis(1);

  private final Standing standing;
  private final IncidentContext context;

  DueRule(Standing standing, IncidentContext context) {
    this.standing = standing;
    this.context = context;
  }

  List<Instant> due(List<Recurrence> recurrences) {
    List<Instant> due = new ArrayList<>();
    Instant now = standing.now();
    boolean active = false;
    for (Seen one : standing.members().seen()) {
      active |= one.alert().active() || one.shown() == Member.Shown.HELD;
      if (one.alert().active() && one.ripe().isAfter(now)) {
        due.add(one.ripe());
      }
    }
    if (active) {
      context.suppressionChangesAfter(now).ifPresent(due::add);
    }
    standing.members().awaitedUntil().ifPresent(due::add);
    Flapping flapping = standing.flapping();
    for (Recurrence recurrence : recurrences) {
      recurrence
          .flap()
          .ifPresent(
              flap -> {
                due.add(flap.change().plus(flapping.quiet()));
                if (isHeld(recurrence)) {
                  due.add(flap.summarised().plus(flapping.summary()));
                }
              });
    }
    return due;
  }

  private boolean isHeld(Recurrence recurrence) {
    return standing.members().seen().stream()
        .anyMatch(
            one ->
                one.shown() == Member.Shown.HELD && one.recurrence().of().equals(recurrence.of()));
  }

  static Optional<Instant> earliest(List<Instant> due, Instant now) {
    return due.stream()
        .min(Comparator.naturalOrder())
        .map(at -> at.isAfter(now) ? at : now.plus(LEAST));
  }
}
