package io.rivulet.alerting.channel;

import io.rivulet.alerting.template.Wording;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An Alertmanager. It takes an alert to be over where it is not told again, so what is active is
 * sent again and again.
 *
 * @param endpoint its address; {@code /api/v2/alerts} is appended
 * @param bearer a token for the Authorization header, where it wants one
 * @param resendEvery how often active alerts are sent again, 5 s to 1 h; Alertmanager takes them to
 *     be over after four times that
 */
public record AlertmanagerChannel(
    String name,
    Pace pace,
    Wording wording,
    Endpoint endpoint,
    Optional<SecretName> bearer,
    Duration resendEvery)
    implements Channel {
  /** Refuses missing parts and values out of range. */
  public AlertmanagerChannel {
    ChannelNames.require(name);
    Objects.requireNonNull(pace, "pace");
    Objects.requireNonNull(wording, "wording");
    Objects.requireNonNull(endpoint, "endpoint");
    Objects.requireNonNull(bearer, "bearer");
    if (resendEvery.compareTo(Duration.ofSeconds(5)) < 0
        || resendEvery.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException("resend every " + resendEvery + " is not PT5S to PT1H");
    }
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.alertmanager(this);
  }

  @Override
  public List<SecretName> secrets() {
    return bearer.stream().toList();
  }
}
