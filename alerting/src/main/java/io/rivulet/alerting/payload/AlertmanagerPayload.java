package io.rivulet.alerting.payload;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.alerting.channel.AlertmanagerChannel;
import io.rivulet.alerting.notification.Notification;
import io.rivulet.alerting.notification.NotifiedAlert;
import io.rivulet.alerting.template.Rendered;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** What an Alertmanager is sent: POST /api/v2/alerts. */
final class AlertmanagerPayload {
  private static final String PATH = "/api/v2/alerts";

  /** How many times it may be missed before Alertmanager takes an alert to be over. */
  private static final int MISSES = 4;

  private AlertmanagerPayload() {}

  static HttpMessage of(
      AlertmanagerChannel channel, Notification notification, Rendered words, Instant now) {
    Instant until = now.plus(channel.resendEvery().multipliedBy(MISSES));
    ArrayNode alerts = Json.array();
    if (notification.alerts().isEmpty()) {
      Map<String, String> annotations = new TreeMap<>(Map.of("summary", words.title()));
      alerts.add(
          alert(
              AlertmanagerLabels.ofTest(notification),
              annotated(annotations, notification, words),
              notification.created(),
              until));
    }
    for (NotifiedAlert alert : notification.alerts()) {
      Instant ends =
          AlertmanagerLabels.isFiring(notification, alert)
              ? until
              : alert.end().filter(now::isAfter).orElse(now);
      alerts.add(
          alert(
              AlertmanagerLabels.of(notification, alert),
              annotated(AlertmanagerLabels.annotations(alert), notification, words),
              alert.start(),
              ends));
    }
    return HttpMessage.json(url(channel), notification.id(), alerts.toString());
  }

  private static ObjectNode alert(
      Map<String, String> labels, Map<String, String> annotations, Instant starts, Instant ends) {
    ObjectNode node = Json.object();
    ObjectNode labelled = node.putObject("labels");
    labels.forEach(labelled::put);
    ObjectNode annotated = node.putObject("annotations");
    annotations.forEach(annotated::put);
    // It refuses alerts that end before they start, as they do where a device's clock is ahead.
    node.put("startsAt", (starts.isBefore(ends) ? starts : ends).toString());
    node.put("endsAt", ends.toString());
    return node;
  }

  private static Map<String, String> annotated(
      Map<String, String> annotations, Notification notification, Rendered words) {
    annotations.put("title", words.title());
    annotations.put("text", words.text());
    annotations.put("reason", notification.reason().code());
    annotations.put("notification_id", notification.id());
    return annotations;
  }

  private static URI url(AlertmanagerChannel channel) {
    String base = channel.endpoint().url().toString();
    return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + PATH);
  }
}
