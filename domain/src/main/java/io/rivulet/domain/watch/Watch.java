package io.rivulet.domain.watch;

import io.rivulet.domain.alert.Alert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One look at a session at one instant, while the rules add to what is found. */
final class Watch {
  private final Instant now;
  private final List<Alert> alerts = new ArrayList<>();
  private Instant dueAt = Instant.MAX;

  Watch(Instant now) {
    this.now = now;
  }

  Instant now() {
    return now;
  }

  void found(Alert alert) {
    alerts.add(alert);
  }

  /** What is found may be something else once a device serves, or serves no longer. */
  void changesOf(List<Span> served) {
    for (Span span : served) {
      if (span.from().isAfter(now)) {
        due(span.from());
      } else if (span.to().isAfter(now)) {
        due(span.to());
      }
    }
  }

  /** Something may be found after this instant. */
  void due(Instant instant) {
    dueAt = Span.earlier(dueAt, instant);
  }

  WatchFindings findings(Instant finalBefore) {
    return new WatchFindings(alerts, finalBefore, dueAt);
  }
}
