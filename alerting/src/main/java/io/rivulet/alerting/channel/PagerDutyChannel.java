package io.rivulet.alerting.channel;

import io.rivulet.alerting.template.Wording;
import java.util.List;
import java.util.Objects;

/**
 * A service of PagerDuty, through Events API v2.
 *
 * @param endpoint of the API
 * @param routingKey of the integration
 */
public record PagerDutyChannel(
    String name, Pace pace, Wording wording, Endpoint endpoint, SecretName routingKey)
    implements Channel {
  /** Refuses missing parts and values out of range. */
  public PagerDutyChannel {
    ChannelNames.require(name);
    Objects.requireNonNull(pace, "pace");
    Objects.requireNonNull(wording, "wording");
    Objects.requireNonNull(endpoint, "endpoint");
    Objects.requireNonNull(routingKey, "routingKey");
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.pagerDuty(this);
  }

  @Override
  public List<SecretName> secrets() {
    return List.of(routingKey);
  }

  /** Where the API is, unless another place is configured. */
  public static final String URL = "https://events.pagerduty.com/v2/enqueue";
}
