package io.rivulet.alerting.watchdog;

import io.micrometer.core.instrument.MeterRegistry;
import io.rivulet.alerting.channel.Secrets;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls a dead man's switch. Used by one thread; its outcome is read by any. */
final class Heartbeat {
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

  private final HttpCalls calls;
  private final Secrets secrets;
  private final MeterRegistry metrics;
  private Optional<Instant> called = Optional.empty();
  private volatile Outcome last = new Outcome(true, "no heartbeat was sent yet");

  /**
   * What came of the last call.
   *
   * @param taken whether it was answered well
   * @param words in words
   */
  record Outcome(boolean taken, String words) {}

  Heartbeat(HttpCalls calls, Secrets secrets, MeterRegistry metrics) {
    this.calls = calls;
    this.secrets = secrets;
    this.metrics = metrics;
  }

  /** Whether it is time to call again. */
  boolean isDue(HeartbeatPlan plan, Instant now) {
    return called
        .map(at -> now.isBefore(at) || !now.isBefore(at.plus(plan.interval())))
        .orElse(true);
  }

  /**
   * Calls.
   *
   * @param about this instance, in a line
   */
  void beat(HeartbeatPlan plan, String about, Instant now) {
    called = Optional.of(now);
    last = call(plan, about, now);
    metrics
        .counter("rivulet.alerting.heartbeats", "outcome", last.taken() ? "taken" : "failed")
        .increment();
    if (!last.taken()) {
      LOG.warn("{}", last.words());
    }
  }

  private Outcome call(HeartbeatPlan plan, String about, Instant now) {
    try {
      URI url = plan.resolve(secrets);
      HttpCalls.Called answer =
          switch (plan.method()) {
            case GET -> calls.get(url, plan.network());
            case POST -> calls.post(url, plan.network(), about);
          };
      if (answer.good()) {
        return new Outcome(true, "the last heartbeat was taken at " + now);
      }
      String why = answer.status() == 0 ? answer.words() : "HTTP " + answer.status();
      return new Outcome(false, "the heartbeat of " + now + " failed: " + why);
    } catch (IOException e) {
      return new Outcome(false, "the heartbeat of " + now + " failed: " + e.getMessage());
    }
  }

  Outcome last() {
    return last;
  }
}
