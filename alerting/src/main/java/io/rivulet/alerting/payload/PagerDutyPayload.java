package io.rivulet.alerting.payload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.alerting.channel.PagerDutyChannel;
import io.rivulet.alerting.notification.Notification;
import io.rivulet.alerting.notification.NotificationJson;
import io.rivulet.alerting.notification.NotifiedAlert;
import io.rivulet.alerting.template.Rendered;
import io.rivulet.domain.alert.AlertPriority;
import java.util.Optional;

/** What PagerDuty is sent: an event of Events API v2. */
final class PagerDutyPayload {
  private static final String CLIENT = "Rivulet";

  private PagerDutyPayload() {}

  static HttpMessage of(
      PagerDutyChannel channel, Notification notification, Rendered words, String routingKey) {
    ObjectNode body = Json.object();
    body.put("routing_key", routingKey);
    body.put("event_action", action(notification));
    body.put("dedup_key", notification.incident());
    body.put("client", CLIENT);
    Optional<NotifiedAlert> worst = notification.alerts().stream().findFirst();
    ObjectNode payload = body.putObject("payload");
    payload.put("summary", words.title());
    payload.put("source", worst.flatMap(NotifiedAlert::site).orElse("rivulet"));
    payload.put(
        "severity",
        worst.map(NotifiedAlert::priority).map(PagerDutyPayload::severity).orElse("info"));
    payload.put(
        "timestamp", worst.map(NotifiedAlert::start).orElse(notification.created()).toString());
    worst.ifPresent(alert -> payload.put("class", alert.category()));
    worst.flatMap(NotifiedAlert::device).ifPresent(device -> payload.put("component", device));
    worst.flatMap(NotifiedAlert::careUnit).ifPresent(unit -> payload.put("group", unit));
    ObjectNode details = NotificationJson.write(notification);
    details.put("text", words.text());
    payload.set("custom_details", details);
    return HttpMessage.json(channel.endpoint().url(), notification.id(), body.toString());
  }

  private static String action(Notification notification) {
    return switch (notification.reason()) {
      case OPENED, ESCALATED, REPEATED, CHANGED, FLAPPING, TEST -> "trigger";
      case ACKNOWLEDGED -> "acknowledge";
      case RESOLVED, WITHDRAWN -> "resolve";
    };
  }

  private static String severity(AlertPriority priority) {
    return switch (priority) {
      case HIGH -> "critical";
      case MEDIUM -> "error";
      case LOW -> "warning";
    };
  }
}
