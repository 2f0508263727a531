package io.rivulet.alerting.payload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.rivulet.alerting.channel.AlertmanagerChannel;
import io.rivulet.alerting.channel.AlertmanagerWebhookChannel;
import io.rivulet.alerting.channel.Channel;
import io.rivulet.alerting.channel.EmailChannel;
import io.rivulet.alerting.channel.LogChannel;
import io.rivulet.alerting.channel.PagerDutyChannel;
import io.rivulet.alerting.channel.SlackChannel;
import io.rivulet.alerting.channel.WebhookChannel;
import io.rivulet.alerting.notification.Notification;
import io.rivulet.alerting.template.Rendered;
import io.rivulet.alerting.template.Renderer;
import io.rivulet.alerting.template.SiteZones;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Shows what a channel would be sent. Sends nothing and needs no secret. */
public final class Preview {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final String SECRET = "(secret)";
  private static final URI SECRET_URL = URI.create("https://hooks.example/");

  private Preview() {}

  /**
   * The parts of what would be sent, such as title, text, html and body, in an order to read them.
   * Secrets are left out and nothing is signed.
   *
   * @param notification a sample
   * @param zones in which instants are shown
   */
  public static Map<String, String> of(
      Channel channel, Notification notification, SiteZones zones) {
    Rendered words = Renderer.render(channel.wording(), notification, zones);
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("title", words.title());
    parts.put("text", words.text());
    words.html().ifPresent(html -> parts.put("html", html));
    body(channel, notification, words).ifPresent(body -> parts.put("body", indented(body)));
    return parts;
  }

  private static Optional<String> body(Channel channel, Notification notification, Rendered words) {
    return channel.match(
        new Channel.Cases<>() {
          @Override
          public Optional<String> webhook(WebhookChannel webhook) {
            return Optional.of(WebhookPayload.unsigned(webhook, notification, words).body());
          }

          @Override
          public Optional<String> alertmanagerWebhook(AlertmanagerWebhookChannel webhook) {
            return Optional.of(AlertmanagerWebhookPayload.of(webhook, notification, words).body());
          }

          @Override
          public Optional<String> alertmanager(AlertmanagerChannel alertmanager) {
            return Optional.of(
                AlertmanagerPayload.of(alertmanager, notification, words, notification.created())
                    .body());
          }

          @Override
          public Optional<String> pagerDuty(PagerDutyChannel pagerDuty) {
            return Optional.of(PagerDutyPayload.of(pagerDuty, notification, words, SECRET).body());
          }

          @Override
          public Optional<String> slack(SlackChannel slack) {
            return Optional.of(SlackPayload.of(SECRET_URL, notification, words).body());
          }

          @Override
          public Optional<String> email(EmailChannel email) {
            return Optional.empty();
          }

          @Override
          public Optional<String> log(LogChannel log) {
            return Optional.empty();
          }
        });
  }

  private static String indented(String json) {
    try {
      return MAPPER.writeValueAsString(MAPPER.readTree(json));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a payload is JSON", e);
    }
  }
}
