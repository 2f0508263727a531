package io.rivulet.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.schemas.payload.PayloadCodec;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.QuarantineRecord;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.testkit.Requirement;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the MQTT broker acknowledged to a device reaches Kafka, whatever fails on the way. */
class BridgeFaultsIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String CLIENT_ID = "bridge-faults";
  private static final String DEVICE = "pump-7";
  private static final int IN_FLIGHT_MAX = 200;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private Servers servers;
  private Bridge bridge;

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    servers = Servers.start(directory);
  }

  @AfterEach
  void stop() {
    bridge.close();
    servers.close();
    await().atMost(LIMIT).untilAsserted(() -> assertThat(threadsOfTheBridge()).isEmpty());
  }

  @Test
  @Requirement({"BRIDGE-004", "BRIDGE-005"})
  void holdsAcknowledgementsBackWhileKafkaIsAwayAndLosesNothing() throws Exception {
    startBridge(Map.of("delivery.timeout.ms", "6000", "request.timeout.ms", "3000"));
    servers.stopKafka();

    publish(0, 1_000);

    await().atMost(LIMIT).until(() -> bridge.health().inFlight() == IN_FLIGHT_MAX);
    assertThat(acknowledged()).isZero();
    await().atMost(LIMIT).until(() -> Servers.count(registry, "kafka.failures") > 0);
    await().atMost(LIMIT).until(() -> !bridge.health().ready());
    assertThat(bridge.health().lastError()).isPresent();
    assertThat(acknowledged()).isZero();

    servers.startKafka();
    awaitReady();
    assertThat(awaitStored(1_000)).isEqualTo(sequences(0, 1_000));
    await().atMost(LIMIT).until(() -> bridge.health().inFlight() == 0);
    assertThat(acknowledged()).isEqualTo(1_000);
  }

  @Test
  @Requirement("BRIDGE-006")
  void connectsAndSubscribesAgainAfterTheBrokerRestarts() throws Exception {
    startBridge(Map.of());
    publish(0, 500);

    servers.stopBroker();
    await().atMost(LIMIT).until(() -> !bridge.health().ready());
    servers.startBroker();
    awaitReady();
    publish(500, 1_000);

    assertThat(awaitStored(1_000)).isEqualTo(sequences(0, 1_000));
    assertThat(Servers.count(registry, "reconnects")).isEqualTo(1);
  }

  @Test
  @Requirement("BRIDGE-007")
  void receivesWhatWasPublishedWhileItWasClosed() throws Exception {
    startBridge(Map.of());
    publish(0, 100);
    awaitStored(100);
    bridge.close();

    publish(100, 700);
    startBridge(Map.of());

    assertThat(awaitStored(700)).isEqualTo(sequences(0, 700));
    await().atMost(LIMIT).until(() -> bridge.health().inFlight() == 0);
  }

  @Test
  @Requirement("BRIDGE-008")
  void acknowledgesNothingOfAnEarlierConnection() throws Exception {
    startBridge(Map.of("delivery.timeout.ms", "120000"));
    servers.stopKafka();
    publish(0, 100);
    await().atMost(LIMIT).until(() -> bridge.health().inFlight() == 100);

    servers.stopBroker();
    await().atMost(LIMIT).until(() -> bridge.health().inFlight() == 0);
    servers.startBroker();
    servers.startKafka();

    awaitReady();
    await().atMost(LIMIT).until(() -> acknowledged() == 100);
    assertThat(Servers.count(registry, "acks.fenced")).isEqualTo(100);
    assertThat(awaitStored(100)).isEqualTo(sequences(0, 100));
    assertThat(Servers.count(registry, "bridged")).isEqualTo(200);
  }

  @Test
  @Requirement("BRIDGE-006")
  void startsBeforeTheServersDo() throws Exception {
    servers.stopBroker();
    servers.stopKafka();
    bridge =
        Bridge.start(
            servers.bridge(CLIENT_ID, Map.of()), InstantSource.fixed(Payloads.NOW), registry);
    await().atMost(LIMIT).until(() -> bridge.health().lastError().isPresent());
    assertThat(bridge.health().lastError().get()).contains("Kafka at", "does not answer");

    servers.startKafka();
    await()
        .atMost(LIMIT)
        .until(() -> bridge.health().lastError().get().contains("cannot connect to tcp://"));
    assertThat(bridge.health().ready()).isFalse();
    servers.startBroker();

    awaitReady();
  }

  @Test
  @Requirement("BRIDGE-015")
  void saysWhenAnotherClientTakesItsSession() throws Exception {
    startBridge(Map.of());

    try (DevicePublisher other = new DevicePublisher(servers.mqttUri(), CLIENT_ID)) {
      await()
          .atMost(LIMIT)
          .until(() -> bridge.health().lastError().orElse("").contains("another client connected"));
      assertThat(bridge.health().lastError().get()).contains(CLIENT_ID, "mqtt.client.id");
    }
    awaitReady();
  }

  @Test
  @Requirement("BRIDGE-012")
  void quarantinesAMessageThatKafkaDoesNotTake() throws Exception {
    startBridge(Map.of());
    servers.configureTopic(Topic.PUMP_SAMPLES, "max.message.bytes", "100");

    publish(0, 3);

    try (var reader =
        new TopicReader<>(servers.bootstrapServers(), Topic.QUARANTINE, QuarantineRecord.class)) {
      await().atMost(LIMIT).until(() -> reader.read().size() == 3);
      assertThat(reader.read())
          .allSatisfy(record -> assertThat(record.getDetail()).contains("Kafka cannot take it"));
    }
    await().atMost(LIMIT).until(() -> acknowledged() == 3);
    assertThat(bridge.health().ready()).isTrue();
  }

  private static List<String> threadsOfTheBridge() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("rivulet-bridge") || name.endsWith(": " + CLIENT_ID))
        .toList();
  }

  private void startBridge(Map<String, Object> kafkaProperties) {
    bridge =
        Bridge.start(
            servers.bridge(CLIENT_ID, kafkaProperties),
            InstantSource.fixed(Payloads.NOW),
            registry);
    awaitReady();
  }

  private void awaitReady() {
    await().atMost(LIMIT).until(() -> bridge.health().ready());
  }

  private double acknowledged() {
    return registry.get("rivulet.bridge.ack.latency").timer().count();
  }

  private void publish(long from, long to) throws Exception {
    try (DevicePublisher publisher = new DevicePublisher(servers.mqttUri(), "device-" + from)) {
      for (long sequence = from; sequence < to; sequence++) {
        publisher.publish(
            Payloads.topic(DEVICE, "pump"), PayloadCodec.avro(Payloads.pump(DEVICE, sequence)));
      }
      publisher.awaitAcknowledged();
    }
  }

  /** The distinct sequence numbers in Kafka, once there are this many. */
  private Set<Long> awaitStored(int distinct) {
    try (var reader =
        new TopicReader<>(servers.bootstrapServers(), Topic.PUMP_SAMPLES, PumpSampleRecord.class)) {
      await().atMost(LIMIT).until(() -> distinct(reader.read()).size() >= distinct);
      return distinct(reader.read());
    }
  }

  private static Set<Long> distinct(List<PumpSampleRecord> records) {
    return records.stream().map(PumpSampleRecord::getSequence).collect(Collectors.toSet());
  }

  private static Set<Long> sequences(long from, long to) {
    return LongStream.range(from, to).boxed().collect(Collectors.toSet());
  }
}
