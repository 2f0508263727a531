package io.rivulet.alerting.channel;

import io.rivulet.alerting.template.Wording;
import java.util.List;
import java.util.Objects;

/**
 * An incoming webhook of Slack, or of what understands the same. Its URL is a secret in itself.
 *
 * @param url the secret that holds the URL
 * @param network how it is reached
 */
public record SlackChannel(String name, Pace pace, Wording wording, SecretName url, Network network)
    implements Channel {
  /** Refuses missing parts and values out of range. */
  public SlackChannel {
    ChannelNames.require(name);
    Objects.requireNonNull(pace, "pace");
    Objects.requireNonNull(wording, "wording");
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(network, "network");
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.slack(this);
  }

  @Override
  public List<SecretName> secrets() {
    return List.of(url);
  }
}
