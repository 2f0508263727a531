package io.rivulet.alerting.incident;

import io.rivulet.alerting.incident.Recurrence.Flap;
import io.rivulet.alerting.lifecycle.AlertCase;
import io.rivulet.alerting.routing.Flapping;
import io.rivulet.domain.alert.AlertPriority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Counts how often a condition comes, and finds when that is too often and when it has settled. */
final class FlapRule {
  private final Flapping flapping;
  private final Instant now;

  FlapRule(Flapping flapping, Instant now) {
    this.flapping = flapping;
    this.now = now;
  }

  /**
   * How a condition stands.
   *
   * @param alerts those of the incident that are about it
   * @param opened when it came since the last decision
   */
  Recurrence next(Recurrence before, List<AlertCase> alerts, List<Instant> opened) {
    List<Instant> openings = lately(before.openings(), opened);
    Optional<Flap> flap =
        before
            .flap()
            .map(some -> goesOn(some, alerts, opened.size()))
            .or(() -> begins(alerts, openings));
    if (flap.isPresent() && settled(flap.get())) {
      return Recurrence.none(before.of());
    }
    return new Recurrence(before.of(), openings, flap);
  }

  private List<Instant> lately(List<Instant> before, List<Instant> opened) {
    List<Instant> all = new ArrayList<>(before);
    all.addAll(opened);
    all.removeIf(opening -> opening.isBefore(now.minus(flapping.window())));
    all.sort(Comparator.naturalOrder());
    return all.subList(Math.max(0, all.size() - Recurrence.MOST_OPENINGS), all.size());
  }

  private Optional<Flap> begins(List<AlertCase> alerts, List<Instant> openings) {
    if (openings.size() <= flapping.count() || alerts.isEmpty()) {
      return Optional.empty();
    }
    Flap flap =
        new Flap(now, openings.size(), now, Optional.empty(), 0, now, knownSince(alerts, now));
    return Optional.of(present(flap, alerts));
  }

  private Flap goesOn(Flap flap, List<AlertCase> alerts, int opened) {
    Instant change =
        alerts.stream()
            .map(alert -> alert.statement().present() ? alert.opened() : alert.changed())
            .filter(at -> !at.isAfter(now))
            .max(Comparator.naturalOrder())
            .filter(at -> at.isAfter(flap.change()))
            .orElse(opened > 0 ? now : flap.change());
    Flap next =
        new Flap(
            flap.since(),
            flap.count() + opened,
            change,
            flap.presentSince(),
            flap.presentMillis(),
            flap.summarised(),
            flap.known().or(() -> knownSince(alerts, flap.since())));
    return present(next, alerts);
  }

  /** The highest priority at which somebody acknowledged it, now or since an instant. */
  private static Optional<AlertPriority> knownSince(List<AlertCase> alerts, Instant since) {
    return alerts.stream()
        .filter(alert -> !alert.waits())
        .flatMap(alert -> alert.acknowledgement().stream())
        .filter(acknowledgement -> !acknowledgement.at().isBefore(since))
        .map(acknowledgement -> acknowledgement.priority())
        .min(Comparator.naturalOrder());
  }

  private static Flap present(Flap flap, List<AlertCase> alerts) {
    Optional<Instant> present =
        alerts.stream()
            .filter(alert -> alert.statement().present())
            .map(AlertCase::opened)
            .min(Comparator.naturalOrder());
    if (present.isPresent() == flap.presentSince().isPresent()) {
      return flap;
    }
    long before =
        flap.presentSince()
            .map(since -> Math.max(0, Duration.between(since, flap.change()).toMillis()))
            .orElse(0L);
    Optional<Instant> since = present.map(at -> at.isBefore(flap.since()) ? flap.since() : at);
    return new Flap(
        flap.since(),
        flap.count(),
        flap.change(),
        since,
        flap.presentMillis() + before,
        flap.summarised(),
        flap.known());
  }

  private boolean settled(Flap flap) {
    return !now.isBefore(flap.change().plus(flapping.quiet()));
  }
}
