package io.rivulet.alerting.channel;

import io.rivulet.alerting.template.Wording;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A receiver that understands what Alertmanager sends to its webhooks, version 4.
 *
 * @param endpoint where it listens
 * @param bearer a token for the Authorization header, where it wants one
 */
public record AlertmanagerWebhookChannel(
    String name, Pace pace, Wording wording, Endpoint endpoint, Optional<SecretName> bearer)
    implements Channel {
  /** Refuses missing parts and values out of range. */
  public AlertmanagerWebhookChannel {
    ChannelNames.require(name);
    Objects.requireNonNull(pace, "pace");
    Objects.requireNonNull(wording, "wording");
    Objects.requireNonNull(endpoint, "endpoint");
    Objects.requireNonNull(bearer, "bearer");
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.alertmanagerWebhook(this);
  }

  @Override
  public List<SecretName> secrets() {
    return bearer.stream().toList();
  }
}
