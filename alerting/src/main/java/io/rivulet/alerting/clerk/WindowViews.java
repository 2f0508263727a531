package io.rivulet.alerting.clerk;

import io.rivulet.alerting.desk.WindowView;
import io.rivulet.alerting.routing.MaintenanceWindow;
import io.rivulet.alerting.routing.Matcher;
import java.time.Instant;

/** Maintenance windows as people see them. */
final class WindowViews {
  private WindowViews() {}

  static WindowView of(MaintenanceWindow window, Instant at) {
    return new WindowView(
        window.name(),
        window.match().stream().map(Matcher::toString).toList(),
        window.author(),
        window.reason(),
        window.endsIf(at),
        window.times().beginsAfter(at));
  }
}
