package io.rivulet.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.schemas.payload.PayloadCodec;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.testkit.Requirement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several connections and instances, coming and going, and changes while running. */
class BridgeScaleIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String SHARED = "$share/rivulet/rivulet/v1/+/+/pump";

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private Servers servers;
  private Path directory;

  @BeforeEach
  void start(@TempDir Path temporary) throws Exception {
    directory = temporary;
    servers = Servers.start(temporary);
  }

  @AfterEach
  void stop() {
    servers.close();
  }

  @Test
  @Requirement("BRIDGE-061")
  void severalConnectionsShareASubscription() throws Exception {
    try (Bridge bridge = start(servers.setup("sharing").filters(SHARED).connections(3))) {
      publish("pump-1", 0, 900);

      assertThat(awaitStored(900)).isEqualTo(sequences(0, 900));
      assertThat(bridge.health().lanes())
          .extracting(LaneHealth::name)
          .containsExactly("sharing-1", "sharing-2", "sharing-3");
    }
  }

  @Test
  @Requirement({"BRIDGE-061", "BRIDGE-064"})
  void anInstanceThatLeavesTakesNothingWithIt() throws Exception {
    try (Bridge staying = start(instance("staying"))) {
      try (Bridge leaving = start(instance("leaving"))) {
        publish("pump-1", 0, 500);
        awaitStored(500);
        leaving.close();
      }
      publish("pump-1", 500, 1_500);

      try (Bridge returned = start(instance("leaving"))) {
        assertThat(returned.leave(LIMIT)).isTrue();
      }
      publish("pump-1", 1_500, 2_000);

      assertThat(awaitStored(2_000)).isEqualTo(sequences(0, 2_000));
      assertThat(staying.health().ready()).isTrue();
    }
  }

  @Test
  @Requirement("BRIDGE-061")
  void drainsTheSpoolOfAConnectionThatThereIsNoMore() throws Exception {
    servers.stopKafka();
    try (Bridge two = start(servers.setup("shrinking").filters(SHARED).connections(2))) {
      publish("pump-1", 0, 400);
      await().atMost(LIMIT).until(() -> two.health().spooled() == 400);
      assertThat(two.health().lanes())
          .allSatisfy(lane -> assertThat(lane.spoolRecords()).isPositive());
    }
    servers.startKafka();
    Files.createDirectory(directory.resolve("spool").resolve("lost+found"));

    try (Bridge one = start(servers.setup("shrinking").filters(SHARED))) {
      assertThat(one.health().lanes())
          .as("a folder that is no spool is none of the bridge's")
          .extracting(LaneHealth::name)
          .containsExactlyInAnyOrder("shrinking", "shrinking-1", "shrinking-2");
      assertThat(awaitStored(400)).isEqualTo(sequences(0, 400));
      await().atMost(LIMIT).until(() -> one.health().spooled() == 0);
    }
  }

  @Test
  @Requirement("BRIDGE-063")
  void takesOtherFiltersAndBoundsWithoutANewConnection() throws Exception {
    BridgeSetup setup = servers.setup("changing").filters("rivulet/v1/south/+/pump");
    try (Bridge bridge = start(setup)) {
      publish("pump-1", 0, 10);
      bridge.reconfigure(
          setup
              .filters("rivulet/v1/" + Payloads.SITE + "/+/pump")
              .aheadMax(Duration.ofMinutes(5))
              .config());

      await()
          .atMost(LIMIT)
          .until(
              () -> {
                publish("pump-1", 10, 20);
                return Servers.count(registry, "bridged") > 0;
              });
      assertThat(awaitStored(10)).isEqualTo(sequences(10, 20));
      assertThat(Servers.count(registry, "reconnects")).isZero();

      var ahead = Payloads.pump("pump-1", 99);
      ahead.setTime(Payloads.NOW.plus(Duration.ofMinutes(6)));
      try (DevicePublisher publisher = new DevicePublisher(servers.mqttUri(), "ahead")) {
        publisher.publish(Payloads.topic("pump-1", "pump"), PayloadCodec.json(ahead));
        publisher.awaitAcknowledged();
      }
      await().atMost(LIMIT).until(() -> Servers.count(registry, "quarantined") == 1);
    }
  }

  @Test
  @Requirement("BRIDGE-063")
  void keepsItsConfigurationWhereAnotherIsRefused() throws Exception {
    BridgeSetup setup = servers.setup("refused");
    try (Bridge bridge = start(setup)) {
      assertThatThrownBy(() -> bridge.reconfigure(setup.connections(2).config()))
          .hasMessageContaining("mqtt.connections");
      bridge.configurationRefused("mqtt.connections: a change takes a restart");

      assertThat(bridge.health().detail()).contains("configuration refused: mqtt.connections");
      publish("pump-1", 0, 50);
      assertThat(awaitStored(50)).isEqualTo(sequences(0, 50));
    }
  }

  private BridgeSetup instance(String clientId) {
    return servers.setup(clientId).filters(SHARED).spoolDirectory(directory.resolve(clientId));
  }

  private Bridge start(BridgeSetup setup) {
    Bridge bridge = Bridge.start(setup.config(), InstantSource.fixed(Payloads.NOW), registry);
    await().atMost(LIMIT).until(() -> bridge.health().ready());
    return bridge;
  }

  private void publish(String device, long from, long to) throws Exception {
    try (DevicePublisher publisher = new DevicePublisher(servers.mqttUri(), "device-" + from)) {
      for (long sequence = from; sequence < to; sequence++) {
        publisher.publish(
            Payloads.topic(device, "pump"), PayloadCodec.avro(Payloads.pump(device, sequence)));
      }
      publisher.awaitAcknowledged();
    }
  }

  private Set<Long> awaitStored(int distinct) {
    try (var reader =
        new TopicReader<>(servers.bootstrapServers(), Topic.PUMP_SAMPLES, PumpSampleRecord.class)) {
      await()
          .atMost(LIMIT)
          .until(
              () ->
                  reader.read().stream().map(PumpSampleRecord::getSequence).distinct().count()
                      >= distinct);
      return reader.read().stream().map(PumpSampleRecord::getSequence).collect(Collectors.toSet());
    }
  }

  private static Set<Long> sequences(long from, long to) {
    return LongStream.range(from, to).boxed().collect(Collectors.toSet());
  }
}
