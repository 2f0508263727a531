package io.rivulet.alerting.watchdog;

import io.micrometer.core.instrument.MeterRegistry;
import io.rivulet.alerting.channel.Secrets;
import io.rivulet.alerting.configuration.AlertingPlan;
import io.rivulet.alerting.delivery.ChannelStatus;
import io.rivulet.alerting.oncall.ScheduleOverride;
import io.rivulet.runtime.health.Readiness;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * What the watch works with.
 *
 * @param instance what this instance is called
 * @param plan what holds
 * @param refusal why the alerting file does not hold, where it does not
 * @param overrides that people made
 * @param channels how channels stand
 * @param kafka what Kafka clients are told
 * @param readers groups that keep their positions outside Kafka, alerting's own above all
 * @param book where statements are kept
 * @param leadership whether this instance is the one that watches
 * @param readiness whether alerting can do its work, as far as this instance knows
 * @param secrets where the heartbeat's URL may be
 * @param clock the time
 * @param metrics what is measured
 */
public record WatchParts(
    String instance,
    Supplier<AlertingPlan> plan,
    Supplier<Optional<String>> refusal,
    Callable<List<ScheduleOverride>> overrides,
    Supplier<List<ChannelStatus>> channels,
    Map<String, Object> kafka,
    Map<String, GroupPositions> readers,
    StatementBook book,
    Leadership leadership,
    Supplier<Readiness> readiness,
    Secrets secrets,
    InstantSource clock,
    MeterRegistry metrics) {
  /** Refuses missing parts. */
  public WatchParts {
    Objects.requireNonNull(instance, "instance");
    Objects.requireNonNull(plan, "plan");
    Objects.requireNonNull(refusal, "refusal");
    Objects.requireNonNull(overrides, "overrides");
    Objects.requireNonNull(channels, "channels");
    kafka = Map.copyOf(kafka);
    readers = Map.copyOf(readers);
    Objects.requireNonNull(book, "book");
    Objects.requireNonNull(leadership, "leadership");
    Objects.requireNonNull(readiness, "readiness");
    Objects.requireNonNull(secrets, "secrets");
    Objects.requireNonNull(clock, "clock");
    Objects.requireNonNull(metrics, "metrics");
  }

  /** Without what Kafka is told, which may hold secrets. */
  @Override
  public String toString() {
    return "WatchParts[instance=" + instance + "]";
  }
}
