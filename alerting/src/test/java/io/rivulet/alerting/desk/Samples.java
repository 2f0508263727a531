package io.rivulet.alerting.desk;

import io.rivulet.alerting.notification.AlertState;
import io.rivulet.alerting.notification.NotifiedAlert;
import io.rivulet.alerting.notification.Reason;
import io.rivulet.domain.alert.AlertKind;
import io.rivulet.domain.alert.AlertPriority;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/** Alerts and notifications that look like those of a clinic. */
public final class Samples {
  private Samples() {}

  /** A systolic pressure beyond its limit. */
  public static NotifiedAlert pressure(
      String id, AlertPriority priority, AlertState state, String session, Instant start) {
    return alert(
        id,
        AlertKind.PHYSIOLOGICAL,
        "PRESSURE_EXCURSION",
        priority,
        state,
        "NIBP systolic high: 191 mmHg, limit 160 mmHg (profile adult version 3)",
        session,
        "monitor-3",
        start,
        2);
  }

  /** A pump that is not heard. */
  public static NotifiedAlert silent(
      String id, AlertPriority priority, AlertState state, String session, Instant start) {
    return alert(
        id,
        AlertKind.TECHNICAL,
        "PUMP_SILENT",
        priority,
        state,
        "pump-2 silent for 90 s",
        session,
        "pump-2",
        start,
        0);
  }

  private static NotifiedAlert alert(
      String id,
      AlertKind kind,
      String category,
      AlertPriority priority,
      AlertState state,
      String detail,
      String session,
      String device,
      Instant start,
      int flaps) {
    boolean measured = kind == AlertKind.PHYSIOLOGICAL;
    boolean over = state != AlertState.OPEN && state != AlertState.ACKNOWLEDGED;
    return new NotifiedAlert(
        id,
        3,
        category,
        kind,
        priority,
        state,
        detail,
        Optional.of("colombo-1"),
        Optional.of("ward-2"),
        Optional.of(session),
        Optional.of(device),
        Optional.of("ketamine"),
        measured ? OptionalDouble.of(191) : OptionalDouble.empty(),
        measured ? OptionalDouble.of(160) : OptionalDouble.empty(),
        measured ? Optional.of("mm[Hg]") : Optional.empty(),
        start,
        over ? Optional.of(start.plusSeconds(240)) : Optional.empty(),
        flaps,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** A notification of an alert to Anna by mail. */
  public static DeliveryView delivery(String id, String alert, String state, Instant created) {
    return new DeliveryView(
        id,
        Reason.OPENED,
        "incident-" + alert,
        "mail",
        Optional.of("anna"),
        Optional.of("Anna Perera"),
        state,
        state.equals("dead") ? 9 : 1,
        created,
        Optional.empty(),
        state.equals("delivered") ? Optional.of(created.plusMillis(310)) : Optional.empty(),
        state.equals("dead") ? Optional.of("550 no such mailbox") : Optional.empty(),
        "route root, policy usual, step 1");
  }
}
