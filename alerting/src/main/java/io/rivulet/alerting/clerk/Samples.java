package io.rivulet.alerting.clerk;

import io.rivulet.alerting.notification.AlertState;
import io.rivulet.alerting.notification.Notification;
import io.rivulet.alerting.notification.NotifiedAlert;
import io.rivulet.alerting.notification.Reason;
import io.rivulet.alerting.notification.Recipient;
import io.rivulet.domain.alert.AlertKind;
import io.rivulet.domain.alert.AlertPriority;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Notifications about nothing, to see what they look like. */
final class Samples {
  private Samples() {}

  /** A notification as a channel could be sent it. */
  static Notification notification(String channel, boolean toPerson, Reason reason, Instant now) {
    return new Notification(
        "sample",
        reason,
        "sample-incident",
        channel,
        toPerson
            ? Optional.of(new Recipient("sample", "Sam Sample", "sam@clinic.example"))
            : Optional.empty(),
        reason == Reason.TEST ? List.of() : List.of(alert(reason, now)),
        0,
        "a preview",
        now);
  }

  private static NotifiedAlert alert(Reason reason, Instant now) {
    boolean over = reason == Reason.RESOLVED || reason == Reason.WITHDRAWN;
    AlertState state =
        switch (reason) {
          case RESOLVED -> AlertState.CLOSED;
          case WITHDRAWN -> AlertState.WITHDRAWN;
          case ACKNOWLEDGED -> AlertState.ACKNOWLEDGED;
          case OPENED, ESCALATED, REPEATED, CHANGED, FLAPPING, TEST -> AlertState.OPEN;
        };
    return new NotifiedAlert(
        "sample-alert",
        1,
        "PRESSURE_EXCURSION",
        AlertKind.PHYSIOLOGICAL,
        AlertPriority.HIGH,
        state,
        "pressure beyond its limit: NIBP systolic high, 212 mm[Hg] against limit 180 mm[Hg]",
        Optional.of("sample-site"),
        Optional.empty(),
        Optional.of("SAMPLE-1"),
        Optional.of("sample-monitor"),
        Optional.empty(),
        OptionalDouble.of(212),
        OptionalDouble.of(180),
        Optional.of("mm[Hg]"),
        now.minus(Duration.ofMinutes(2)),
        over ? Optional.of(now) : Optional.empty(),
        reason == Reason.FLAPPING ? 6 : 0,
        reason == Reason.ACKNOWLEDGED ? Optional.of("sample") : Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
