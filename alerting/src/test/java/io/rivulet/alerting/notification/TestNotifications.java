package io.rivulet.alerting.notification;

import io.rivulet.domain.alert.AlertKind;
import io.rivulet.domain.alert.AlertPriority;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Notifications to try things with. */
public final class TestNotifications {
  /** When all of them were decided. */
  public static final Instant CREATED = Instant.parse("2026-11-21T02:58:04Z");

  private TestNotifications() {}

  /** An alert as a pressure that is too high raises it. */
  public static NotifiedAlert alert(AlertPriority priority, AlertState state, int flaps) {
    return new NotifiedAlert(
        "a1b2c3",
        7,
        "PRESSURE_EXCURSION",
        AlertKind.PHYSIOLOGICAL,
        priority,
        state,
        "systolic 182 mm[Hg] against at most 165 mm[Hg] <ART>",
        Optional.of("zurich"),
        Optional.of("room 4"),
        Optional.of("S-0042"),
        Optional.of("pump-7"),
        Optional.of("ketamine"),
        OptionalDouble.of(182),
        OptionalDouble.of(165),
        Optional.of("mm[Hg]"),
        Instant.parse("2026-11-21T02:57:10Z"),
        state == AlertState.CLOSED
            ? Optional.of(Instant.parse("2026-11-21T03:10:00Z"))
            : Optional.empty(),
        flaps,
        state == AlertState.ACKNOWLEDGED ? Optional.of("maria") : Optional.empty(),
        state == AlertState.ACKNOWLEDGED ? Optional.of("on my way") : Optional.empty(),
        Optional.empty());
  }

  /** A notification with one alert, or none for a test. */
  public static Notification of(
      String id, Reason reason, String incident, String channel, AlertPriority priority) {
    AlertState state =
        switch (reason) {
          case RESOLVED -> AlertState.CLOSED;
          case WITHDRAWN -> AlertState.WITHDRAWN;
          case ACKNOWLEDGED -> AlertState.ACKNOWLEDGED;
          default -> AlertState.OPEN;
        };
    return new Notification(
        id,
        reason,
        incident,
        channel,
        Optional.empty(),
        reason == Reason.TEST
            ? List.of()
            : List.of(alert(priority, state, reason == Reason.FLAPPING ? 6 : 0)),
        0,
        "route zurich, policy night, step 1",
        CREATED);
  }

  /** A new one of high priority. */
  public static Notification opened(String id, String incident, String channel) {
    return of(id, Reason.OPENED, incident, channel, AlertPriority.HIGH);
  }

  /** The same to a person. */
  public static Notification to(Notification notification, String address) {
    return new Notification(
        notification.id(),
        notification.reason(),
        notification.incident(),
        notification.channel(),
        Optional.of(new Recipient("maria", "Maria", address)),
        notification.alerts(),
        notification.furtherAlerts(),
        notification.why(),
        notification.created());
  }
}
