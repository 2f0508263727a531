package io.rivulet.alerting.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Counts what a channel does. */
final class LaneMetrics {
  private final MeterRegistry registry;
  private final String channel;
  private final Timer delivery;
  private final Timer answer;

  LaneMetrics(MeterRegistry registry, String channel) {
    this.registry = registry;
    this.channel = channel;
    this.delivery =
        Timer.builder("rivulet.alerting.delivery.seconds")
            .description("from the decision that somebody is told until the receiver took it")
            .tag("channel", channel)
            .publishPercentileHistogram()
            .register(registry);
    this.answer =
        Timer.builder("rivulet.alerting.delivery.attempt.seconds")
            .description("how long one attempt lasted")
            .tag("channel", channel)
            .register(registry);
  }

  void attempted(Outcome outcome, Duration lasted) {
    counter("rivulet.alerting.delivery.attempts", "attempts to send a notification", outcome)
        .increment();
    answer.record(lasted);
  }

  void refreshed(Outcome outcome) {
    counter(
            "rivulet.alerting.delivery.refreshes",
            "times a receiver was told again what it forgets otherwise",
            outcome)
        .increment();
  }

  void decided(Decision decision) {
    if (decision instanceof Decision.GiveUp) {
      Counter.builder("rivulet.alerting.delivery.dead")
          .description("notifications given up")
          .tag("channel", channel)
          .register(registry)
          .increment();
    }
  }

  void delivered(Duration since) {
    delivery.record(since.isNegative() ? Duration.ZERO : since);
  }

  private Counter counter(String name, String description, Outcome outcome) {
    return Counter.builder(name)
        .description(description)
        .tag("channel", channel)
        .tag("outcome", word(outcome))
        .register(registry);
  }

  private static String word(Outcome outcome) {
    if (outcome instanceof Outcome.Taken) {
      return "taken";
    }
    if (outcome instanceof Outcome.Failed) {
      return "failed";
    }
    return outcome instanceof Outcome.Refused ? "refused" : "unwanted";
  }
}
