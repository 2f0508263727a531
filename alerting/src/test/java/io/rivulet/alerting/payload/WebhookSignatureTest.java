package io.rivulet.alerting.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import io.rivulet.alerting.channel.Endpoint;
import io.rivulet.alerting.channel.Network;
import io.rivulet.alerting.channel.Pace;
import io.rivulet.alerting.channel.SecretName;
import io.rivulet.alerting.channel.Secrets;
import io.rivulet.alerting.channel.WebhookChannel;
import io.rivulet.alerting.notification.TestNotifications;
import io.rivulet.alerting.template.DefaultWording;
import io.rivulet.alerting.template.SiteZones;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {
  private static final String PUBLISHED = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String OTHER = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

  /** The example that the specification and the libraries of Standard Webhooks publish. */
  @Test
  @Requirement("NOTIFY-023")
  void isThatOfThePublishedExample() throws IOException {
    for (String secret : List.of(PUBLISHED, "whsec_" + PUBLISHED)) {
      assertThat(
              WebhookSignature.sign(
                  secret,
                  "env:S",
                  "msg_p5jXN8AQM9LWM0D4loKWxJek",
                  1_614_265_330,
                  "{\"test\": 2432232314}"))
          .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }
  }

  @Test
  @Requirement("NOTIFY-023")
  void isTakenByTheLibraryUnderTheNewAndTheOldSecret() throws Exception {
    SecretName fresh = SecretName.parse("env:NEW");
    SecretName old = SecretName.parse("env:OLD");
    Secrets secrets = Secrets.of(Map.of("NEW", "whsec_" + PUBLISHED, "OLD", OTHER));
    WebhookChannel channel =
        new WebhookChannel(
            "ward",
            Pace.DEFAULT,
            DefaultWording.PLAIN,
            new Endpoint(URI.create("https://ward.example/"), Network.DEFAULT),
            WebhookChannel.Envelope.PLAIN,
            List.of(fresh, old),
            Optional.empty(),
            false);
    HttpMessage message =
        new Payloads(SiteZones.UTC, secrets)
            .of(
                channel,
                TestNotifications.opened("n-1", "i1", "ward"),
                InstantSource.system().instant());
    assertThat(message.headers()).containsEntry("webhook-id", "n-1");
    HttpHeaders headers =
        HttpHeaders.of(
            message.headers().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue()))),
            (name, value) -> true);
    for (String secret : List.of("whsec_" + PUBLISHED, OTHER)) {
      new Webhook(secret).verify(message.body(), headers);
    }
    assertThatThrownBy(() -> new Webhook(OTHER).verify(message.body() + " ", headers))
        .hasMessageContaining("No matching signature");
    assertThat(message.toString()).doesNotContain("v1,", PUBLISHED);
  }

  @Test
  @Requirement("NOTIFY-023")
  void aSecretThatCannotBeUsedIsNamedAndNotShown() {
    assertThatThrownBy(() -> WebhookSignature.sign("whsec_not*base64", "env:S", "i", 1, ""))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("env:S")
        .hasMessageNotContaining("not*base64");
    assertThatThrownBy(() -> WebhookSignature.sign("whsec_c2hvcnQ=", "env:S", "i", 1, ""))
        .hasMessageContaining("at least 16");
  }
}
