package io.rivulet.onebox.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rivulet.embedded.Mosquitto;
import io.rivulet.onebox.servers.RoleProcess;
import io.rivulet.testkit.Requirement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kafka goes away in each way it can, under a steady load, and comes back. */
@Requirement("BRIDGE-082")
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class KafkaFaultsIT {
  private static final Duration OUTAGE = Chaos.duration("outage", Duration.ofSeconds(2));
  private static final Duration SILENCE = Chaos.duration("silence", Duration.ofSeconds(10));

  @TempDir static Path folder;
  private static FaultBed bed;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(Mosquitto.isInstalled(), FaultBed.NO_MOSQUITTO);
    bed = FaultBed.start(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    if (bed != null) {
      bed.close();
    }
  }

  @Test
  void kafkaStoppedAndStartedAgain() throws Exception {
    survives(
        "stopped",
        () -> {
          bed.kafka().stop();
          Pause.of(OUTAGE);
          bed.kafka().startAgain();
        });
  }

  @Test
  void kafkaKilled() throws Exception {
    survives(
        "kafka-killed",
        () -> {
          bed.kafka().kill();
          Pause.of(OUTAGE);
          bed.kafka().startAgain();
        });
  }

  @Test
  void kafkaFrozenWithItsConnectionsOpen() throws Exception {
    survives(
        "frozen",
        () -> {
          bed.kafka().freeze();
          try {
            Pause.of(SILENCE);
          } finally {
            bed.kafka().thaw();
          }
        });
  }

  @Test
  void packetsToKafkaDropped() throws Exception {
    assumeTrue(PacketFilter.isAvailable(), PacketFilter.UNAVAILABLE);
    survives(
        "black-hole",
        () -> {
          try (PacketFilter unused = PacketFilter.drop(bed.kafka().port())) {
            Pause.of(SILENCE);
          }
        });
  }

  private static void survives(String scenario, Fault fault) throws Exception {
    try (RoleProcess bridge = bed.bridge(scenario, bed.settings(scenario));
        NumberedLoad load = bed.load(scenario)) {
      bed.awaitAcknowledged(load, 300);
      fault.happen();
      bed.awaitAcknowledged(load, 300);
      await("ready again").atMost(FaultBed.LIMIT).until(() -> bridge.readiness().ready());

      Arrivals arrivals = bed.requireAll(scenario, load);

      assertThat(arrivals.outOfOrder()).as(arrivals.order()).isZero();
    }
  }
}
