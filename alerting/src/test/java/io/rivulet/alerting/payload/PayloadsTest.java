package io.rivulet.alerting.payload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.rivulet.alerting.channel.AlertmanagerChannel;
import io.rivulet.alerting.channel.AlertmanagerWebhookChannel;
import io.rivulet.alerting.channel.Endpoint;
import io.rivulet.alerting.channel.Network;
import io.rivulet.alerting.channel.Pace;
import io.rivulet.alerting.channel.PagerDutyChannel;
import io.rivulet.alerting.channel.SecretName;
import io.rivulet.alerting.channel.Secrets;
import io.rivulet.alerting.channel.SlackChannel;
import io.rivulet.alerting.channel.WebhookChannel;
import io.rivulet.alerting.notification.Notification;
import io.rivulet.alerting.notification.Reason;
import io.rivulet.alerting.notification.TestNotifications;
import io.rivulet.alerting.template.DefaultWording;
import io.rivulet.alerting.template.SiteZones;
import io.rivulet.domain.alert.AlertPriority;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whole bodies, held against files that were checked by hand against what the receivers document.
 */
class PayloadsTest {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");
  private static final Endpoint ENDPOINT =
      new Endpoint(URI.create("https://receiver.example/in"), Network.DEFAULT);
  private static final SiteZones ZONES =
      new SiteZones(Map.of("zurich", ZoneId.of("Europe/Zurich")), ZoneOffset.UTC);
  private static final Payloads PAYLOADS =
      new Payloads(
          ZONES,
          Secrets.of(
              Map.of(
                  "KEY",
                  "0123456789abcdef0123456789abcdef",
                  "URL",
                  "https://hooks.example/T/B/x")));

  private static final WebhookChannel WEBHOOK = webhook(WebhookChannel.Envelope.PLAIN);
  private static final AlertmanagerWebhookChannel RELAY =
      new AlertmanagerWebhookChannel(
          "relay", Pace.DEFAULT, DefaultWording.PLAIN, ENDPOINT, Optional.of(name("KEY")));
  private static final AlertmanagerChannel ALERTMANAGER =
      new AlertmanagerChannel(
          "am",
          Pace.DEFAULT,
          DefaultWording.PLAIN,
          ENDPOINT,
          Optional.empty(),
          Duration.ofMinutes(1));
  private static final PagerDutyChannel PAGER =
      new PagerDutyChannel("pager", Pace.DEFAULT, DefaultWording.PLAIN, ENDPOINT, name("KEY"));
  private static final SlackChannel CHAT =
      new SlackChannel("chat", Pace.DEFAULT, DefaultWording.CHAT, name("URL"), Network.DEFAULT);

  private static SecretName name(String variable) {
    return SecretName.parse("env:" + variable);
  }

  private static WebhookChannel webhook(WebhookChannel.Envelope envelope) {
    return new WebhookChannel(
        "ward",
        Pace.DEFAULT,
        DefaultWording.PLAIN,
        ENDPOINT,
        envelope,
        List.of(),
        Optional.empty(),
        true);
  }

  private static Notification notification(Reason reason) {
    return TestNotifications.of("n-1", reason, "i-1", "channel", AlertPriority.HIGH);
  }

  @Test
  @Requirement("NOTIFY-024")
  void aWebhookIsSentEverythingAndTheWords() throws IOException {
    Notification flapping = TestNotifications.to(notification(Reason.FLAPPING), "+41 79 000 00 00");
    HttpMessage message = PAYLOADS.of(WEBHOOK, flapping, NOW);
    assertGolden("webhook.json", message.body());
    assertThat(message.headers())
        .containsEntry("webhook-timestamp", "1795230000")
        .containsEntry("webhook-id", "n-1")
        .containsEntry("Idempotency-Key", "n-1");
  }

  @Test
  @Requirement("NOTIFY-025")
  void aCloudEventHasItsAttributesInTheBodyOrInHeaders() throws IOException {
    HttpMessage structured =
        PAYLOADS.of(
            webhook(WebhookChannel.Envelope.CLOUDEVENTS_STRUCTURED),
            notification(Reason.OPENED),
            NOW);
    assertThat(structured.contentType()).startsWith("application/cloudevents+json");
    JsonNode event = MAPPER.readTree(structured.body());
    assertThat(event.path("specversion").asText()).isEqualTo("1.0");
    assertThat(event.path("id").asText()).isEqualTo("n-1");
    assertThat(event.path("type").asText()).isEqualTo("io.rivulet.alert.opened");
    assertThat(event.path("source").asText()).isEqualTo("/rivulet/alerting");
    assertThat(event.path("subject").asText()).isEqualTo("i-1");
    assertThat(event.path("time").asText()).isEqualTo("2026-11-21T02:58:04Z");
    assertThat(event.path("data").path("incident").asText()).isEqualTo("i-1");

    HttpMessage binary =
        PAYLOADS.of(
            webhook(WebhookChannel.Envelope.CLOUDEVENTS_BINARY), notification(Reason.OPENED), NOW);
    assertThat(binary.contentType()).isEqualTo("application/json");
    assertThat(binary.headers())
        .containsEntry("ce-specversion", "1.0")
        .containsEntry("ce-id", "n-1")
        .containsEntry("ce-subject", "i-1");
    assertThat(MAPPER.readTree(binary.body())).isEqualTo(event.path("data"));
    assertThat(PercentEncoding.of("Ä \"50%\"")).isEqualTo("%C3%84%20%2250%25%22");
  }

  @Test
  @Requirement("NOTIFY-026")
  void aReceiverOfAlertmanagersWebhooksIsSentVersionFour() throws IOException {
    HttpMessage message = PAYLOADS.of(RELAY, notification(Reason.OPENED));
    assertGolden("alertmanager-webhook.json", message.body());
    assertThat(message.headers())
        .containsEntry("Authorization", "Bearer 0123456789abcdef0123456789abcdef");
    assertGolden(
        "alertmanager-webhook-resolved.json",
        PAYLOADS.of(RELAY, notification(Reason.RESOLVED)).body());
    assertGolden(
        "alertmanager-webhook-test.json", PAYLOADS.of(RELAY, notification(Reason.TEST)).body());
  }

  @Test
  @Requirement("NOTIFY-015")
  void anAlertmanagerIsToldUntilWhenAnAlertHolds() throws IOException {
    HttpMessage message = PAYLOADS.of(ALERTMANAGER, notification(Reason.OPENED), NOW);
    assertThat(message.url()).hasToString("https://receiver.example/in/api/v2/alerts");
    assertGolden("alertmanager.json", message.body());
    JsonNode over =
        MAPPER.readTree(PAYLOADS.of(ALERTMANAGER, notification(Reason.RESOLVED), NOW).body());
    assertThat(over.path(0).path("endsAt").asText())
        .as("not later than now, or it would not be over")
        .isEqualTo(NOW.toString());
    assertThat(over.path(0).path("labels"))
        .as("the same alert")
        .isEqualTo(MAPPER.readTree(message.body()).path(0).path("labels"));
  }

  @Test
  @Requirement("NOTIFY-027")
  void pagerDutyIsSentATriggerAnAcknowledgementAndAResolutionOfOneIncident() throws IOException {
    assertGolden("pagerduty.json", PAYLOADS.of(PAGER, notification(Reason.OPENED)).body());
    Map<Reason, String> actions =
        Map.of(
            Reason.ESCALATED, "trigger",
            Reason.ACKNOWLEDGED, "acknowledge",
            Reason.RESOLVED, "resolve",
            Reason.WITHDRAWN, "resolve");
    for (Map.Entry<Reason, String> entry : actions.entrySet()) {
      JsonNode body = MAPPER.readTree(PAYLOADS.of(PAGER, notification(entry.getKey())).body());
      assertThat(body.path("event_action").asText()).isEqualTo(entry.getValue());
      assertThat(body.path("dedup_key").asText()).isEqualTo("i-1");
    }
  }

  @Test
  @Requirement("NOTIFY-028")
  void slackIsSentBlocksWithWhatMakesLinksAndMentionsEscaped() throws IOException {
    HttpMessage message = PAYLOADS.of(CHAT, notification(Reason.OPENED));
    assertThat(message.url()).hasToString("https://hooks.example/T/B/x");
    assertGolden("slack.json", message.body());
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  @Requirement("NOTIFY-024")
  void theKeyIsInEveryFormAndTheSameEachTime(Reason reason) throws IOException {
    Notification notification = notification(reason);
    for (HttpMessage message :
        List.of(
            PAYLOADS.of(WEBHOOK, notification, NOW),
            PAYLOADS.of(RELAY, notification),
            PAYLOADS.of(ALERTMANAGER, notification, NOW),
            PAYLOADS.of(PAGER, notification),
            PAYLOADS.of(CHAT, notification))) {
      assertThat(message.headers()).containsEntry("Idempotency-Key", "n-1");
      assertThat(message.body()).contains("n-1");
    }
    assertThat(PAYLOADS.of(WEBHOOK, notification, NOW).body())
        .isEqualTo(PAYLOADS.of(WEBHOOK, notification, NOW.plusSeconds(90)).body());
  }

  @Test
  @Requirement("NOTIFY-029")
  void aPreviewShowsWhatWouldBeSentWithoutSecrets() {
    Map<String, String> parts = Preview.of(PAGER, notification(Reason.OPENED), ZONES);
    assertThat(parts).containsOnlyKeys("title", "text", "body");
    assertThat(parts.get("body")).contains("\"routing_key\" : \"(secret)\"");
    assertThat(parts.get("text")).contains("2026-11-21 03:57:10 CET (2026-11-21 02:57:10 UTC)");
    assertThat(Preview.of(CHAT, notification(Reason.OPENED), ZONES).get("body"))
        .doesNotContain("hooks.example");
  }

  private static void assertGolden(String file, String json) throws IOException {
    String pretty = MAPPER.writeValueAsString(MAPPER.readTree(json)) + "\n";
    try (InputStream golden = PayloadsTest.class.getResourceAsStream(file)) {
      assertThat(golden).as("%s is not there; it would be%n%s", file, pretty).isNotNull();
      assertThat(pretty).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
