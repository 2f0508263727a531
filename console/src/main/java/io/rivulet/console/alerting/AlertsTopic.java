package io.rivulet.console.alerting;

import io.rivulet.console.access.Permission;
import io.rivulet.console.access.SiteScope;
import io.rivulet.console.stream.LiveTopic;
import io.rivulet.console.stream.StateReading;
import java.util.Objects;

/**
 * How alerting stands at some sites, whenever that changes. It says that something happened and how
 * many alerts stand, not which: pages ask for those that they show.
 */
public final class AlertsTopic implements LiveTopic {
  private final AlertingFeed feed;

  /** Over a feed. */
  public AlertsTopic(AlertingFeed feed) {
    this.feed = Objects.requireNonNull(feed, "feed");
  }

  @Override
  public String name() {
    return "alerts";
  }

  @Override
  public Permission permission() {
    return Permission.SEE_ALERTS;
  }

  @Override
  public StateReading read(SiteScope sites) {
    AlertingSign sign = feed.current(sites);
    return new StateReading.Known(sign, sign);
  }
}
