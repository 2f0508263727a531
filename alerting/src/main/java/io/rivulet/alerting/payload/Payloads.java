package io.rivulet.alerting.payload;

import io.rivulet.alerting.channel.AlertmanagerChannel;
import io.rivulet.alerting.channel.AlertmanagerWebhookChannel;
import io.rivulet.alerting.channel.EmailChannel;
import io.rivulet.alerting.channel.Endpoint;
import io.rivulet.alerting.channel.PagerDutyChannel;
import io.rivulet.alerting.channel.SecretName;
import io.rivulet.alerting.channel.Secrets;
import io.rivulet.alerting.channel.SlackChannel;
import io.rivulet.alerting.channel.WebhookChannel;
import io.rivulet.alerting.notification.Notification;
import io.rivulet.alerting.notification.NotifiedAlert;
import io.rivulet.alerting.notification.Reason;
import io.rivulet.alerting.notification.Recipient;
import io.rivulet.alerting.template.Rendered;
import io.rivulet.alerting.template.Renderer;
import io.rivulet.alerting.template.SiteZones;
import io.rivulet.domain.alert.AlertPriority;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes of notifications what receivers understand. Sends nothing.
 *
 * @param zones in which instants are shown
 * @param secrets to sign and log in with
 * @param console where links to alerts lead; there are none where empty
 */
public record Payloads(SiteZones zones, Secrets secrets, Optional<URI> console) {
  /** Without links. */
  public Payloads(SiteZones zones, Secrets secrets) {
    this(zones, secrets, Optional.empty());
  }

  /** Refuses missing parts. */
  public Payloads {
    Objects.requireNonNull(console, "console");
    Objects.requireNonNull(zones, "zones");
    Objects.requireNonNull(secrets, "secrets");
  }

  /**
   * For a generic webhook.
   *
   * @throws IOException naming the secret that cannot be used
   */
  public HttpMessage of(WebhookChannel channel, Notification notification, Instant now)
      throws IOException {
    Rendered words = Renderer.render(channel.wording(), notification, zones, console);
    return bearing(channel.bearer(), WebhookPayload.of(channel, notification, words, secrets, now));
  }

  /**
   * For a receiver of Alertmanager's webhooks.
   *
   * @throws IOException naming the secret that cannot be used
   */
  public HttpMessage of(AlertmanagerWebhookChannel channel, Notification notification)
      throws IOException {
    Rendered words = Renderer.render(channel.wording(), notification, zones, console);
    return bearing(channel.bearer(), AlertmanagerWebhookPayload.of(channel, notification, words));
  }

  /**
   * For an Alertmanager.
   *
   * @throws IOException naming the secret that cannot be used
   */
  public HttpMessage of(AlertmanagerChannel channel, Notification notification, Instant now)
      throws IOException {
    Rendered words = Renderer.render(channel.wording(), notification, zones, console);
    return bearing(channel.bearer(), AlertmanagerPayload.of(channel, notification, words, now));
  }

  /**
   * For PagerDuty.
   *
   * @throws IOException naming the secret that cannot be used
   */
  public HttpMessage of(PagerDutyChannel channel, Notification notification) throws IOException {
    Rendered words = Renderer.render(channel.wording(), notification, zones, console);
    String routingKey = secrets.find(channel.routingKey()).strip();
    return PagerDutyPayload.of(channel, notification, words, routingKey);
  }

  /**
   * For Slack.
   *
   * @throws IOException naming the secret that cannot be used, or that is no URL to send to
   */
  public HttpMessage of(SlackChannel channel, Notification notification) throws IOException {
    Rendered words = Renderer.render(channel.wording(), notification, zones, console);
    String text = secrets.find(channel.url()).strip();
    URI url;
    try {
      url = new Endpoint(Endpoint.url(text), channel.network()).url();
    } catch (IllegalArgumentException e) {
      throw new IOException("the secret " + channel.url() + " " + e.getMessage());
    }
    return SlackPayload.of(url, notification, words);
  }

  /**
   * For electronic mail.
   *
   * @throws IOException where nobody is to have it
   */
  public MailMessage of(EmailChannel channel, Notification notification) throws IOException {
    List<String> to =
        channel.reachesPersons()
            ? notification.recipient().map(Recipient::address).stream().toList()
            : channel.to();
    if (to.isEmpty()) {
      throw new IOException(
          "the channel " + channel.name() + " reaches persons, and the notification is to none");
    }
    Rendered words = Renderer.render(channel.wording(), notification, zones, console);
    return new MailMessage(
        notification.id(),
        notification.incident(),
        channel.from(),
        to,
        words.title(),
        words.text(),
        words.html().orElse(""),
        isUrgent(notification));
  }

  private HttpMessage bearing(Optional<SecretName> bearer, HttpMessage message) throws IOException {
    return bearer.isEmpty()
        ? message
        : message.with("Authorization", "Bearer " + secrets.find(bearer.get()).strip());
  }

  private static boolean isUrgent(Notification notification) {
    boolean over =
        notification.reason() == Reason.RESOLVED || notification.reason() == Reason.WITHDRAWN;
    return !over
        && notification.alerts().stream()
            .map(NotifiedAlert::priority)
            .anyMatch(priority -> priority == AlertPriority.HIGH);
  }
}
