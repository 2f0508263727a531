package io.rivulet.alerting.channel;

import io.rivulet.alerting.template.SiteZones;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Every channel of a configuration.
 *
 * @param byName by name, up to {@value #MOST}
 * @param zones in which instants are shown
 */
public record Channels(Map<String, Channel> byName, SiteZones zones) {
  /** The most channels: each has threads of its own. */
  public static final int MOST = 100;

  /** Refuses more than there is room for. */
  public Channels {
    Objects.requireNonNull(zones, "zones");
    byName = Map.copyOf(byName);
    if (byName.size() > MOST) {
      throw new IllegalArgumentException(byName.size() + " channels; at most " + MOST);
    }
  }

  /** The channel of that name, where there is one. */
  public Optional<Channel> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
