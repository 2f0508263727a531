package io.rivulet.alerting.payload;

import io.rivulet.alerting.notification.AlertState;
import io.rivulet.alerting.notification.Notification;
import io.rivulet.alerting.notification.NotifiedAlert;
import io.rivulet.alerting.notification.Reason;
import io.rivulet.domain.alert.AlertPriority;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Alerts in the terms of Alertmanager: labels say which alert it is, annotations what is known of
 * it.
 */
final class AlertmanagerLabels {
  /** The name of the alert that stands for a test. */
  static final String TEST = "RivuletTest";

  private AlertmanagerLabels() {}

  static Map<String, String> of(Notification notification, NotifiedAlert alert) {
    Map<String, String> labels = new TreeMap<>();
    labels.put("alertname", alert.category());
    labels.put("alert_id", alert.id());
    labels.put("incident", notification.incident());
    labels.put("severity", severity(alert.priority()));
    labels.put("priority", alert.priority().code());
    labels.put("kind", alert.kind().name().toLowerCase(Locale.ROOT));
    alert.site().ifPresent(value -> labels.put("site", value));
    alert.careUnit().ifPresent(value -> labels.put("care_unit", value));
    alert.session().ifPresent(value -> labels.put("session", value));
    alert.device().ifPresent(value -> labels.put("device", value));
    alert.drug().ifPresent(value -> labels.put("drug", value));
    return labels;
  }

  static Map<String, String> ofTest(Notification notification) {
    return new TreeMap<>(
        Map.of("alertname", TEST, "incident", notification.incident(), "severity", "none"));
  }

  static Map<String, String> annotations(NotifiedAlert alert) {
    Map<String, String> annotations = new TreeMap<>();
    annotations.put("summary", alert.detail());
    annotations.put("state", alert.state().code());
    if (alert.flaps() > 0) {
      annotations.put("flaps", Integer.toString(alert.flaps()));
    }
    alert.acknowledgedBy().ifPresent(value -> annotations.put("acknowledged_by", value));
    alert.note().ifPresent(value -> annotations.put("note", value));
    alert.successor().ifPresent(value -> annotations.put("successor", value));
    return annotations;
  }

  /** Whether somebody still has to look. */
  static boolean isFiring(Notification notification, NotifiedAlert alert) {
    boolean over =
        notification.reason() == Reason.RESOLVED || notification.reason() == Reason.WITHDRAWN;
    return !over && alert.state() != AlertState.CLOSED && alert.state() != AlertState.WITHDRAWN;
  }

  private static String severity(AlertPriority priority) {
    return switch (priority) {
      case HIGH -> "critical";
      case MEDIUM -> "warning";
      case LOW -> "info";
    };
  }
}
