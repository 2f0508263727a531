package io.rivulet.alerting.clerk;

import io.rivulet.alerting.delivery.ChannelStatus;
import io.rivulet.alerting.desk.ChannelView;

/** Channels as people see them. */
final class ChannelViews {
  private ChannelViews() {}

  static ChannelView of(ChannelStatus status) {
    return new ChannelView(
        status.channel(),
        status.configured(),
        status.waiting(),
        status.oldest(),
        status.dead(),
        status.failingSince(),
        status.lastError(),
        status.disabledReason(),
        status.lastDelivered());
  }
}
