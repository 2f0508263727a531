package io.rivulet.ingest.carriage;

import io.rivulet.ingest.admission.Outcome;
import io.rivulet.ingest.device.DeviceWatch;
import io.rivulet.ingest.device.DeviceWatchConfig;
import io.rivulet.ingest.device.Observation;
import io.rivulet.ingest.kafka.KafkaWriter;
import io.rivulet.ingest.metrics.BridgeMetrics;
import io.rivulet.schemas.record.DeviceStatusRecord;
import io.rivulet.schemas.topic.Topic;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * Shows every message of a lane to its device watch, and publishes what the watch has to say. The
 * carrier's thread uses it. Statements are made anew from what comes, so they are no reason to hold
 * anything: while Kafka is away they are not made, and one that Kafka does not store is left to the
 * next.
 */
public final class DeviceDesk {
  private static final int STATEMENTS_MAX = 10_000;
  private static final long DUE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final DeviceWatch watch;
  private final InstantSource clock;
  private final BridgeMetrics metrics;
  private final Deque<DeviceStatusRecord> statements = new ArrayDeque<>();
  private volatile int known;
  private volatile int silent;
  private long askedNanos = System.nanoTime();

  public DeviceDesk(DeviceWatchConfig config, InstantSource clock, BridgeMetrics metrics) {
    this.watch = new DeviceWatch(config);
    this.clock = clock;
    this.metrics = metrics;
  }

  /** What is to be published of this message. */
  Outcome observe(Outcome outcome, Instant received) {
    Observation observation = watch.observe(outcome, received);
    if (observation.repeated()) {
      metrics.repeated();
    }
    observation.statement().ifPresent(this::keep);
    return observation.outcome();
  }

  private void keep(DeviceStatusRecord statement) {
    if (statements.size() < STATEMENTS_MAX) {
      statements.add(statement);
    } else {
      metrics.statementDropped();
    }
  }

  /**
   * Publishes what is to be said.
   *
   * @param caughtUp whether everything received was shown; until then nobody counts as silent
   */
  void state(KafkaWriter writer, boolean caughtUp) {
    long now = System.nanoTime();
    if (caughtUp && now - askedNanos >= DUE_NANOS) {
      askedNanos = now;
      watch.due(clock.instant()).forEach(this::keep);
      known = watch.devices();
      silent = watch.silent();
      metrics.forgotten(watch.forgotten());
    }
    while (!statements.isEmpty()) {
      DeviceStatusRecord statement = statements.remove();
      writer.write(
          new Outcome.Bridged(Topic.DEVICE_STATUS, statement.getDevice(), statement),
          new Stated(metrics));
    }
  }

  /** Devices remembered. */
  public int known() {
    return known;
  }

  /** How many of these are silent. */
  public int silent() {
    return silent;
  }

  private record Stated(BridgeMetrics metrics) implements KafkaWriter.Completion {
    @Override
    public void stored() {
      metrics.stated();
    }

    @Override
    public void refused(Exception cause) {
      metrics.statementDropped();
    }

    @Override
    public void failed(Exception cause) {
      metrics.statementDropped();
    }
  }
}
