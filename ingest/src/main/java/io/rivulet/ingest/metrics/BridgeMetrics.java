package io.rivulet.ingest.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.rivulet.ingest.admission.Outcome;
import io.rivulet.schemas.payload.RefusalReason;
import io.rivulet.schemas.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;

/**
 * What a bridge counts. Every name begins with {@code rivulet.bridge.}; rates are what a reader
 * makes of counters. Gauges of one connection carry its client id as {@code connection}.
 */
public final class BridgeMetrics implements AutoCloseable {
  private static final String PREFIX = "rivulet.bridge.";

  private final MeterRegistry registry;
  private final List<Gauge> gauges = new ArrayList<>();
  private final Map<Topic, Counter> bridged = new EnumMap<>(Topic.class);
  private final Map<String, Counter> quarantined = new HashMap<>();
  private final Counter received;
  private final Counter mqttDuplicates;
  private final Counter droppedAtQosZero;
  private final Counter reconnects;
  private final Counter stalls;
  private final Counter kafkaFailures;
  private final Counter kafkaOutages;
  private final Counter fenced;
  private final Counter takenBack;
  private final Counter storedTwice;
  private final Counter spooled;
  private final Counter drained;
  private final Counter spoolRefusals;
  private final Counter repeats;
  private final Counter statements;
  private final Counter statementsDropped;
  private final Counter configurationsTaken;
  private final Counter configurationsRefused;
  private final Timer acknowledgement;
  private final Timer canary;
  private final Timer sync;
  private final AtomicLong forgotten = new AtomicLong();

  public BridgeMetrics(MeterRegistry registry) {
    this.registry = registry;
    received = counter("received", "messages that came from the MQTT broker");
    mqttDuplicates = counter("mqtt.duplicates", "messages the broker marked as a repeat");
    droppedAtQosZero = counter("dropped.qos0", "messages published at QoS 0 that found no room");
    reconnects = counter("reconnects", "connections to the MQTT broker after the first");
    stalls = counter("stalls", "connections given up because nothing came back on them");
    kafkaFailures = counter("kafka.failures", "records that Kafka did not take");
    kafkaOutages = counter("kafka.outages", "times Kafka was given up as away");
    fenced = counter("acks.fenced", "messages not acknowledged, because their connection is gone");
    takenBack = counter("taken.back", "messages in flight to Kafka that went to the spool instead");
    storedTwice =
        counter("stored.twice", "messages Kafka stored although they had gone to the spool");
    spooled = counter("spool.in", "messages put into the spool");
    drained = counter("spool.out", "messages of the spool that Kafka stored");
    spoolRefusals = counter("spool.refusals", "times the spool began to take nothing");
    repeats = counter("repeats", "samples seen before by device, time and sequence; passed on");
    statements = counter("statements", "device states that the bridge stated itself");
    statementsDropped = counter("statements.dropped", "such statements that were not stored");
    configurationsTaken = configurations("taken");
    configurationsRefused = configurations("refused");
    acknowledgement = timer("ack.latency", "from receipt to PUBACK");
    canary = timer("canary", "round trip of the canary");
    sync = timer("spool.sync", "forcing a group of messages to the disk");
    for (Topic topic : List.of(Topic.PUMP_SAMPLES, Topic.VITALS_SAMPLES, Topic.DEVICE_STATUS)) {
      bridged.put(
          topic,
          Counter.builder(PREFIX + "bridged")
              .description("messages that Kafka stored as telemetry or status")
              .tag("topic", topic.kafkaName(""))
              .register(registry));
    }
    gauge(
        "devices.forgotten",
        "devices forgotten for want of room, since the start",
        Tags.empty(),
        forgotten::get);
    for (RefusalReason reason : RefusalReason.values()) {
      quarantined.put(
          reason.name(),
          Counter.builder(PREFIX + "quarantined")
              .description("messages that Kafka stored in quarantine")
              .tag("reason", reason.name())
              .register(registry));
    }
  }

  private Counter counter(String name, String description) {
    return Counter.builder(PREFIX + name).description(description).register(registry);
  }

  private Counter configurations(String result) {
    return Counter.builder(PREFIX + "configurations")
        .description("changes of configuration while running")
        .tag("result", result)
        .register(registry);
  }

  private Timer timer(String name, String description) {
    return Timer.builder(PREFIX + name)
        .description(description)
        .publishPercentileHistogram()
        .register(registry);
  }

  /**
   * Watches a value until this is closed.
   *
   * @param tags such as the connection it belongs to
   */
  public void gauge(String name, String description, Tags tags, DoubleSupplier value) {
    gauges.add(
        Gauge.builder(PREFIX + name, value::getAsDouble)
            .description(description)
            .tags(tags)
            .register(registry));
  }

  /** Takes the gauges away: they would go on to tell of a bridge that is closed. */
  @Override
  public void close() {
    gauges.forEach(registry::remove);
  }

  public void received(boolean duplicate) {
    received.increment();
    if (duplicate) {
      mqttDuplicates.increment();
    }
  }

  public void stored(Outcome outcome) {
    if (outcome instanceof Outcome.Refused refused) {
      quarantined.get(refused.record().getReason()).increment();
    } else {
      bridged.get(outcome.topic()).increment();
    }
  }

  public void acknowledged(long nanos) {
    acknowledgement.record(nanos, TimeUnit.NANOSECONDS);
  }

  public void canaryReturned(long nanos) {
    canary.record(nanos, TimeUnit.NANOSECONDS);
  }

  public void synced(int messages, Duration duration) {
    spooled.increment(messages);
    sync.record(duration);
  }

  public void fenced() {
    fenced.increment();
  }

  public void droppedAtQosZero() {
    droppedAtQosZero.increment();
  }

  public void reconnected() {
    reconnects.increment();
  }

  public void stalled() {
    stalls.increment();
  }

  public void kafkaFailed() {
    kafkaFailures.increment();
  }

  public void kafkaLost() {
    kafkaOutages.increment();
  }

  public void takenBack(int messages) {
    takenBack.increment(messages);
  }

  public void storedTwice() {
    storedTwice.increment();
  }

  public void drained() {
    drained.increment();
  }

  public void spoolRefused() {
    spoolRefusals.increment();
  }

  public void repeated() {
    repeats.increment();
  }

  public void stated() {
    statements.increment();
  }

  public void statementDropped() {
    statementsDropped.increment();
  }

  public void forgotten(long devices) {
    forgotten.set(devices);
  }

  public void configurationTaken() {
    configurationsTaken.increment();
  }

  public void configurationRefused() {
    configurationsRefused.increment();
  }
}
