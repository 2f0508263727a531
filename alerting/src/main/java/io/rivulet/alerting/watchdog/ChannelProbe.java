package io.rivulet.alerting.watchdog;

import io.rivulet.alerting.delivery.ChannelStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Judges whether what is told leaves. A channel that is slow because of its rate limit delivers;
 * one that takes nothing of what waits does not.
 */
final class ChannelProbe implements Probe {
  private final Supplier<List<ChannelStatus>> channels;
  private final Supplier<Duration> after;

  /**
   * A probe.
   *
   * @param after how long something may wait while nothing is taken
   */
  ChannelProbe(Supplier<List<ChannelStatus>> channels, Supplier<Duration> after) {
    this.channels = channels;
    this.after = after;
  }

  @Override
  public Look look(Instant now) {
    List<Observed> observed = new ArrayList<>();
    for (ChannelStatus channel : channels.get()) {
      observed.add(delivering(channel, now.minus(after.get())));
      observed.add(deadLetters(channel));
    }
    return Look.of(Set.of(Ailment.CHANNEL_FAILS, Ailment.DEAD_LETTERS), observed);
  }

  private static Observed delivering(ChannelStatus channel, Instant since) {
    Condition condition = Condition.of(Ailment.CHANNEL_FAILS, channel.channel());
    String name = "channel " + channel.channel();
    if (channel.disabledReason().isPresent() && channel.configured()) {
      return ill(condition, name + " is disabled by its receiver", channel.disabledReason());
    }
    if (channel.waiting() == 0 || isAfter(channel.oldest(), since)) {
      return Observed.well(condition);
    }
    if (!channel.configured()) {
      return ill(
          condition,
          name + " is not configured any more and notifications wait for it",
          Optional.empty());
    }
    return isAfter(channel.lastDelivered(), since)
        ? Observed.well(condition)
        : ill(condition, name + " delivers nothing of what waits for it", channel.lastError());
  }

  /** Whether something waits too long and no channel at all takes anything. */
  static boolean nothingLeaves(List<ChannelStatus> channels, Instant since) {
    return channels.stream().anyMatch(one -> one.waiting() > 0 && !isAfter(one.oldest(), since))
        && channels.stream().noneMatch(one -> isAfter(one.lastDelivered(), since));
  }

  private static boolean isAfter(Optional<Instant> instant, Instant since) {
    return instant.map(at -> at.isAfter(since)).orElse(false);
  }

  private static Observed deadLetters(ChannelStatus channel) {
    Condition condition = Condition.of(Ailment.DEAD_LETTERS, channel.channel());
    // How many there are would be news each time; who looks sees the number.
    return channel.dead() == 0
        ? Observed.well(condition)
        : ill(
            condition,
            "notifications by channel " + channel.channel() + " were given up on",
            channel.lastError());
  }

  private static Observed ill(Condition condition, String gist, Optional<String> more) {
    return Observed.ill(condition, Duration.ZERO, gist, more.orElse(""));
  }
}
