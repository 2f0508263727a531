package io.rivulet.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.rivulet.ingest.admission.Outcome;
import io.rivulet.schemas.payload.RefusalReason;
import io.rivulet.schemas.topic.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What a bridge counts. Every name begins with {@code rivulet.bridge.}. */
final class BridgeMetrics implements AutoCloseable {
  private final MeterRegistry registry;
  private final List<Gauge> gauges = new ArrayList<>();
  private final Counter received;
  private final Counter duplicates;
  private final Counter droppedAtQosZero;
  private final Counter reconnects;
  private final Counter kafkaFailures;
  private final Counter fenced;
  private final Timer acknowledgement;
  private final Map<Topic, Counter> bridged = new HashMap<>();
  private final Map<String, Counter> quarantined = new HashMap<>();

  BridgeMetrics(MeterRegistry registry) {
    this.registry = registry;
    received = counter(registry, "received", "messages that came from the MQTT broker");
    duplicates = counter(registry, "mqtt.duplicates", "messages the broker marked as a repeat");
    droppedAtQosZero =
        counter(registry, "dropped.qos0", "messages published at QoS 0 that found no room");
    reconnects = counter(registry, "reconnects", "connections to the MQTT broker after the first");
    kafkaFailures = counter(registry, "kafka.failures", "records that Kafka did not take");
    fenced =
        counter(registry, "acks.fenced", "records stored too late to acknowledge: redelivered");
    acknowledgement =
        Timer.builder("rivulet.bridge.ack.latency")
            .description("from receipt to PUBACK")
            .publishPercentileHistogram()
            .register(registry);
    for (Topic topic :
        new Topic[] {Topic.PUMP_SAMPLES, Topic.VITALS_SAMPLES, Topic.DEVICE_STATUS}) {
      bridged.put(
          topic,
          Counter.builder("rivulet.bridge.bridged")
              .description("messages that Kafka stored as telemetry or status")
              .tag("topic", topic.kafkaName(""))
              .register(registry));
    }
    for (RefusalReason reason : RefusalReason.values()) {
      quarantined.put(
          reason.name(),
          Counter.builder("rivulet.bridge.quarantined")
              .description("messages that Kafka stored in quarantine")
              .tag("reason", reason.name())
              .register(registry));
    }
  }

  private static Counter counter(MeterRegistry registry, String name, String description) {
    return Counter.builder("rivulet.bridge." + name).description(description).register(registry);
  }

  void watch(Supplier<BridgeHealth> health) {
    gauges.add(
        Gauge.builder("rivulet.bridge.in.flight", () -> health.get().inFlight())
            .description("messages taken and not yet acknowledged")
            .register(registry));
    gauges.add(
        Gauge.builder("rivulet.bridge.ready", () -> health.get().ready() ? 1 : 0)
            .description("1 while subscribed and Kafka answers")
            .register(registry));
  }

  /** Takes the gauges away: they would go on to tell of a bridge that is closed. */
  @Override
  public void close() {
    gauges.forEach(registry::remove);
  }

  void received(boolean duplicate) {
    received.increment();
    if (duplicate) {
      duplicates.increment();
    }
  }

  void stored(Outcome outcome) {
    if (outcome instanceof Outcome.Refused refused) {
      quarantined.get(refused.record().getReason()).increment();
    } else {
      bridged.get(outcome.topic()).increment();
    }
  }

  void acknowledged(long nanos) {
    acknowledgement.record(nanos, TimeUnit.NANOSECONDS);
  }

  void fenced() {
    fenced.increment();
  }

  void droppedAtQosZero() {
    droppedAtQosZero.increment();
  }

  void reconnected() {
    reconnects.increment();
  }

  void kafkaFailed() {
    kafkaFailures.increment();
  }
}
