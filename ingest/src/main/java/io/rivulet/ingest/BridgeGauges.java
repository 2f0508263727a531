package io.rivulet.ingest;

import io.micrometer.core.instrument.Tags;
import io.rivulet.ingest.metrics.BridgeMetrics;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The gauges of a bridge, and those of each connection under its client id. */
final class BridgeGauges {
  private final BridgeMetrics metrics;

  BridgeGauges(BridgeMetrics metrics) {
    this.metrics = metrics;
  }

  void watch(Supplier<BridgeHealth> health) {
    metrics.gauge(
        "ready",
        "1 while messages are taken and reach Kafka or the spool",
        Tags.empty(),
        () -> health.get().ready() ? 1 : 0);
    metrics.gauge(
        "kafka.answers",
        "1 while Kafka answers",
        Tags.empty(),
        () -> health.get().kafkaAnswers() ? 1 : 0);
  }

  void watch(Lane lane) {
    gauge(lane, "in.flight", "messages taken and not yet acknowledged", LaneHealth::inFlight);
    gauge(lane, "queued", "groups of messages not yet looked at", LaneHealth::queued);
    gauge(lane, "connected", "1 while connected", health -> health.connected() ? 1 : 0);
    gauge(
        lane, "receiving", "1 while the receive path works", health -> health.receiving() ? 1 : 0);
    gauge(lane, "spool.records", "messages that wait on disk", LaneHealth::spoolRecords);
    gauge(lane, "spool.bytes", "size of what waits on disk, bytes", LaneHealth::spoolBytes);
    gauge(lane, "spool.capacity.bytes", "bound on it, bytes", LaneHealth::spoolCapacityBytes);
    gauge(
        lane,
        "spool.full",
        "1 while the spool takes nothing",
        health -> health.trouble().isEmpty() ? 0 : 1);
    Tags tags = Tags.of("connection", lane.name());
    metrics.gauge(
        "spool.age.seconds",
        "age of the oldest message on disk, s; 0 where none waits",
        tags,
        lane::spoolAgeSeconds);
    metrics.gauge("devices", "devices that are watched", tags, lane::devices);
    metrics.gauge(
        "devices.silent", "devices that are online and silent", tags, lane::silentDevices);
  }

  private void gauge(
      Lane lane, String name, String description, ToDoubleFunction<LaneHealth> value) {
    metrics.gauge(
        name,
        description,
        Tags.of("connection", lane.name()),
        () -> value.applyAsDouble(lane.health()));
  }
}
