package io.rivulet.console.alerting;

import io.rivulet.alerting.desk.InstanceView;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Whether any instance of alerting lives. Instances write when they were last alive by the
 * database's clock, which may differ from this one's: an instance lives while that goes on.
 */
final class AlertingPulse {
  /** An instance says once a second that it lives, and hands its work over after 5 s of silence. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private Optional<Instant> newest = Optional.empty();
  private long movedNanos;
  private boolean looked;

  /** Looks at the instances, at a reading of a clock that only goes forward. */
  synchronized boolean beats(List<InstanceView> instances, long nanos) {
    Optional<Instant> seen =
        instances.stream().map(InstanceView::seen).max(Comparator.naturalOrder());
    if (!looked || !seen.equals(newest)) {
      movedNanos = nanos;
      newest = seen;
      looked = true;
    }
    return seen.isPresent() && nanos - movedNanos < PATIENCE.toNanos();
  }
}
