package io.rivulet.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.schemas.payload.PayloadCodec;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.testkit.Requirement;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StalledConnectionIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  @Requirement("BRIDGE-017")
  void turnsHealthRedAndConnectsAnewWhereAConnectionAnswersPingsAndDeliversNothing(
      @TempDir Path directory) throws Exception {
    try (Servers servers = Servers.start(directory);
        PublishSwallower relay = PublishSwallower.before(URI.create(servers.mqttUri()).getPort());
        Bridge bridge =
            Bridge.start(
                servers.setup("stalled").uri("tcp://127.0.0.1:" + relay.port()).config(),
                InstantSource.fixed(Payloads.NOW),
                registry)) {
      await().atMost(LIMIT).until(() -> bridge.health().flowing());

      relay.swallow(true);
      publish(servers, 1);
      await().atMost(LIMIT).until(() -> !bridge.health().ready());
      await().atMost(LIMIT).until(() -> Servers.count(registry, "stalls") > 0);
      await()
          .atMost(LIMIT)
          .until(() -> bridge.health().detail().contains("nothing has come back on it yet"));
      assertThat(bridge.health().connected()).isTrue();

      relay.swallow(false);
      await().atMost(LIMIT).until(() -> bridge.health().ready());
      try (var reader =
          new TopicReader<>(
              servers.bootstrapServers(), Topic.PUMP_SAMPLES, PumpSampleRecord.class)) {
        await().atMost(LIMIT).until(() -> !reader.read().isEmpty());
        assertThat(reader.read())
            .allSatisfy(sample -> assertThat(sample.getSequence()).isEqualTo(1));
      }
    }
  }

  private static void publish(Servers servers, long sequence) throws Exception {
    try (DevicePublisher publisher = new DevicePublisher(servers.mqttUri(), "device")) {
      publisher.publish(
          Payloads.topic("pump-1", "pump"), PayloadCodec.avro(Payloads.pump("pump-1", sequence)));
      publisher.awaitAcknowledged();
    }
  }
}
