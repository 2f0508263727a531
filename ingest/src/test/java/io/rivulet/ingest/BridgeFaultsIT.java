package io.rivulet.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.ingest.admission.PublicationBytes;
import io.rivulet.ingest.carriage.DeliveryOrder;
import io.rivulet.ingest.spool.SpoolBounds;
import io.rivulet.schemas.payload.PayloadCodec;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.QuarantineRecord;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.testkit.Requirement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private Path directory;
  private Servers servers;
  private Bridge bridge;

  @BeforeEach
  void start(@TempDir Path temporary) throws Exception {
    directory = temporary;
    servers = Servers.start(directory);
  }

  @AfterEach
  void stop() {
    bridge.close();
    servers.close();
    await().atMost(LIMIT).untilAsserted(() -> assertThat(threadsOfTheBridge()).isEmpty());
  }

  @Test
  @Requirement({"BRIDGE-004", "BRIDGE-005", "BRIDGE-060"})
  void acknowledgesFromTheSpoolWhileKafkaIsAwayAndDrainsIt() throws Exception {
    startBridge(Map.of());
    publish(0, 100);
    awaitStored(100);
    servers.stopKafka();

    publish(100, 1_000);

    await().atMost(LIMIT).until(() -> acknowledged() == 1_000);
    await().atMost(LIMIT).until(() -> bridge.health().spooled() == 900);
    assertThat(bridge.health().ready()).isTrue();
    assertThat(bridge.health().detail()).contains("messages go to the spool", "900 in the spool");
    assertThat(Servers.count(registry, "kafka.outages")).isEqualTo(1);

    servers.startKafka();
    await().atMost(LIMIT).until(() -> bridge.health().flowing());
    publish(1_000, 1_100);
    assertThat(awaitStored(1_100)).isEqualTo(sequences(0, 1_100));
    assertThat(Servers.count(registry, "spool.out")).isEqualTo(900);
  }

  @Test
  @Requirement({"BRIDGE-004", "BRIDGE-062"})
  void withholdsAcknowledgementsWhenTheSpoolIsFullAndDiscardsNothing() throws Exception {
    int segment = 1 << 18;
    bridge =
        start(
            servers
                .setup(CLIENT_ID)
                .spoolBounds(new SpoolBounds(2L * segment, segment, PublicationBytes.MAX_BYTES)));
    servers.stopKafka();

    publish(0, 4_000);

    await().atMost(LIMIT).until(() -> !bridge.health().ready());
    await().atMost(LIMIT).until(() -> bridge.health().inFlight() >= BridgeSetup.IN_FLIGHT_MAX);
    assertThat(bridge.health().detail()).contains("spool");
    assertThat(bridge.health().liveness().ready()).isTrue();
    assertThat(acknowledged()).isLessThan(4_000);
    assertThat(Servers.count(registry, "spool.refusals")).isEqualTo(1);

    servers.startKafka();
    assertThat(awaitStored(4_000)).isEqualTo(sequences(0, 4_000));
    await().atMost(LIMIT).until(() -> bridge.health().flowing());
    await().atMost(LIMIT).until(() -> bridge.health().inFlight() == 0);
  }

  @Test
  @Requirement({"BRIDGE-005", "BRIDGE-060"})
  void drainsAtTheNextStartWhatTheSpoolStillHeld() throws Exception {
    startBridge(Map.of());
    servers.stopKafka();
    publish(0, 500);
    await().atMost(LIMIT).until(() -> bridge.health().spooled() == 500);
    bridge.close();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(spool())))
        .as("what waits is nobody else's to read")
        .isEqualTo("rwx------");

    bridge = start(servers.setup(CLIENT_ID));
    publish(500, 600);
    await().atMost(LIMIT).until(() -> bridge.health().spooled() == 600);
    servers.startKafka();

    assertThat(awaitStored(600)).isEqualTo(sequences(0, 600));
    await().atMost(LIMIT).until(() -> bridge.health().flowing());
  }

  @Test
  @Requirement("BRIDGE-060")
  void letsNewMessagesPassTheSpoolWhereOrderIsNotAsked() throws Exception {
    bridge = start(servers.setup(CLIENT_ID).order(DeliveryOrder.NONE));
    servers.stopKafka();
    publish(0, 2_000);
    await().atMost(LIMIT).until(() -> bridge.health().spooled() == 2_000);
    servers.startKafka();
    publish(2_000, 2_100);

    assertThat(awaitStored(2_100)).isEqualTo(sequences(0, 2_100));
    await().atMost(LIMIT).until(() -> bridge.health().flowing());
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
    bridge =
        start(
            servers
                .setup(CLIENT_ID)
                .patience(Duration.ofHours(1))
                .kafka(Map.of("delivery.timeout.ms", "6000", "request.timeout.ms", "3000")));
    servers.stopKafka();
    publish(0, 100);
    await().atMost(LIMIT).until(() -> bridge.health().inFlight() >= 100);

    servers.stopBroker();
    await().atMost(LIMIT).until(() -> bridge.health().inFlight() == 0);
    servers.startBroker();
    servers.startKafka();

    awaitReady();
    await().atMost(LIMIT).until(() -> acknowledged() == 100);
    assertThat(awaitStored(100)).isEqualTo(sequences(0, 100));
    assertThat(Servers.count(registry, "acks.fenced")).isEqualTo(100);
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
    await().atMost(LIMIT).until(() -> bridge.health().kafkaError().isPresent());
    assertThat(bridge.health().kafkaError().get()).contains("Kafka at", "does not answer");
    await()
        .atMost(LIMIT)
        .until(() -> bridge.health().lastError().get().contains("cannot connect to tcp://"));
    assertThat(bridge.health().ready()).isFalse();
    servers.startBroker();
    await().atMost(LIMIT).until(() -> bridge.health().ready());
    servers.startKafka();

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

  private Path spool() {
    return directory.resolve("spool").resolve(CLIENT_ID);
  }

  private void startBridge(Map<String, Object> kafkaProperties) {
    bridge = start(servers.setup(CLIENT_ID).kafka(kafkaProperties));
    awaitReady();
  }

  private Bridge start(BridgeSetup setup) {
    Bridge started = Bridge.start(setup.config(), InstantSource.fixed(Payloads.NOW), registry);
    await().atMost(LIMIT).until(() -> started.health().ready());
    return started;
  }

  private void awaitReady() {
    await().atMost(LIMIT).until(() -> bridge.health().flowing());
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
