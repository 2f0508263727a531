package io.rivulet.alerting.payload;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.alerting.channel.AlertmanagerWebhookChannel;
import io.rivulet.alerting.notification.Notification;
import io.rivulet.alerting.notification.NotifiedAlert;
import io.rivulet.alerting.template.Rendered;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What Alertmanager would send to a webhook: its data structure, version 4. */
final class AlertmanagerWebhookPayload {
  private static final String NO_TIME = "0001-01-01T00:00:00Z";
  private static final int FINGERPRINT_BYTES = 8;

  private AlertmanagerWebhookPayload() {}

  static HttpMessage of(
      AlertmanagerWebhookChannel channel, Notification notification, Rendered words) {
    List<Map<String, String>> labels =
        notification.alerts().isEmpty()
            ? List.of(AlertmanagerLabels.ofTest(notification))
            : notification.alerts().stream()
                .map(alert -> AlertmanagerLabels.of(notification, alert))
                .toList();
    boolean firing =
        notification.alerts().isEmpty()
            || notification.alerts().stream()
                .anyMatch(alert -> AlertmanagerLabels.isFiring(notification, alert));
    ObjectNode body = Json.object();
    body.put("version", "4");
    body.put("groupKey", "{}:{incident=\"" + notification.incident() + "\"}");
    body.put("truncatedAlerts", notification.furtherAlerts());
    body.put("status", firing ? "firing" : "resolved");
    body.put("receiver", channel.name());
    body.putObject("groupLabels").put("incident", notification.incident());
    ObjectNode common = body.putObject("commonLabels");
    common(labels).forEach(common::put);
    body.putObject("commonAnnotations")
        .put("title", words.title())
        .put("text", words.text())
        .put("reason", notification.reason().code())
        .put("notification_id", notification.id());
    body.put("externalURL", "");
    ArrayNode alerts = body.putArray("alerts");
    if (notification.alerts().isEmpty()) {
      alerts.add(test(notification, labels.get(0), words));
    }
    for (int i = 0; i < notification.alerts().size(); i++) {
      alerts.add(alert(notification, notification.alerts().get(i), labels.get(i), words));
    }
    return HttpMessage.json(channel.endpoint().url(), notification.id(), body.toString());
  }

  private static ObjectNode alert(
      Notification notification, NotifiedAlert alert, Map<String, String> labels, Rendered words) {
    boolean firing = AlertmanagerLabels.isFiring(notification, alert);
    ObjectNode node = Json.object();
    node.put("status", firing ? "firing" : "resolved");
    ObjectNode labelled = node.putObject("labels");
    labels.forEach(labelled::put);
    ObjectNode annotated = annotated(node, notification, words);
    AlertmanagerLabels.annotations(alert).forEach(annotated::put);
    node.put("startsAt", alert.start().toString());
    node.put(
        "endsAt",
        firing
            ? NO_TIME
            : alert.end().map(Object::toString).orElse(notification.created().toString()));
    node.put("generatorURL", "");
    node.put("fingerprint", fingerprint(alert.id()));
    return node;
  }

  private static ObjectNode test(
      Notification notification, Map<String, String> labels, Rendered words) {
    ObjectNode node = Json.object();
    node.put("status", "firing");
    ObjectNode labelled = node.putObject("labels");
    labels.forEach(labelled::put);
    annotated(node, notification, words).put("summary", words.title());
    node.put("startsAt", notification.created().toString());
    node.put("endsAt", NO_TIME);
    node.put("generatorURL", "");
    node.put("fingerprint", fingerprint(notification.incident()));
    return node;
  }

  private static ObjectNode annotated(ObjectNode node, Notification notification, Rendered words) {
    return node.putObject("annotations")
        .put("title", words.title())
        .put("text", words.text())
        .put("reason", notification.reason().code())
        .put("notification_id", notification.id());
  }

  private static Map<String, String> common(List<Map<String, String>> labels) {
    Map<String, String> common = new TreeMap<>(labels.get(0));
    labels.forEach(one -> common.entrySet().retainAll(one.entrySet()));
    return common;
  }

  private static String fingerprint(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
