package io.rivulet.alerting.payload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.alerting.channel.SecretName;
import io.rivulet.alerting.channel.Secrets;
import io.rivulet.alerting.channel.WebhookChannel;
import io.rivulet.alerting.notification.Notification;
import io.rivulet.alerting.notification.NotificationJson;
import io.rivulet.alerting.template.Rendered;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/** What a generic webhook is sent. */
final class WebhookPayload {
  private static final String SOURCE = "/rivulet/alerting";

  private WebhookPayload() {}

  static HttpMessage of(
      WebhookChannel channel,
      Notification notification,
      Rendered words,
      Secrets secrets,
      Instant now)
      throws IOException {
    HttpMessage message = unsigned(channel, notification, words);
    long timestampSeconds = now.getEpochSecond();
    message =
        message
            .with("webhook-id", notification.id())
            .with("webhook-timestamp", Long.toString(timestampSeconds));
    if (channel.signing().isEmpty()) {
      return message;
    }
    StringJoiner signatures = new StringJoiner(" ");
    for (SecretName name : channel.signing()) {
      signatures.add(
          WebhookSignature.sign(
              secrets.find(name),
              name.toString(),
              notification.id(),
              timestampSeconds,
              message.body()));
    }
    return message.with("webhook-signature", signatures.toString());
  }

  static HttpMessage unsigned(WebhookChannel channel, Notification notification, Rendered words) {
    ObjectNode data = NotificationJson.write(notification);
    data.put("title", words.title());
    data.put("text", words.text());
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(HttpMessage.IDEMPOTENCY_KEY, notification.id());
    return switch (channel.envelope()) {
      case PLAIN -> {
        ObjectNode body = Json.object();
        body.put("type", "alert." + notification.reason().code());
        body.put("timestamp", notification.created().toString());
        body.set("data", data);
        yield new HttpMessage(
            channel.endpoint().url(), "application/json", headers, body.toString());
      }
      case CLOUDEVENTS_STRUCTURED -> {
        ObjectNode body = Json.object();
        attributes(notification).forEach(body::put);
        body.put("datacontenttype", "application/json");
        body.set("data", data);
        yield new HttpMessage(
            channel.endpoint().url(),
            "application/cloudevents+json; charset=UTF-8",
            headers,
            body.toString());
      }
      case CLOUDEVENTS_BINARY -> {
        attributes(notification)
            .forEach((name, value) -> headers.put("ce-" + name, PercentEncoding.of(value)));
        yield new HttpMessage(
            channel.endpoint().url(), "application/json", headers, data.toString());
      }
    };
  }

  private static Map<String, String> attributes(Notification notification) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("specversion", "1.0");
    attributes.put("id", notification.id());
    attributes.put("source", SOURCE);
    attributes.put("type", "io.rivulet.alert." + notification.reason().code());
    attributes.put("subject", notification.incident());
    attributes.put("time", notification.created().toString());
    return attributes;
  }
}
