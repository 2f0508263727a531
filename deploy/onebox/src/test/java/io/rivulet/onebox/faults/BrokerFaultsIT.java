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

/** The MQTT broker goes away, or the network between it and the bridge, under a steady load. */
@Requirement("BRIDGE-083")
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class BrokerFaultsIT {
  private static final Duration OUTAGE = Chaos.duration("outage", Duration.ofSeconds(2));

  /**
   * How long packets vanish after the bridge has noticed, which its keep-alive of 3 s makes it do.
   */
  private static final Duration SILENCE = Chaos.duration("silence", Duration.ofSeconds(5));

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
  void theBrokerStoppedAndStartedAgain() throws Exception {
    survives(
        "broker-restart",
        bridge -> {
          bed.mosquitto().stop();
          awaitNotReady(bridge);
          Pause.of(OUTAGE);
          bed.mosquitto().startAgain();
        });
  }

  @Test
  void connectionsToTheBrokerReset() throws Exception {
    assumeTrue(PacketFilter.isAvailable(), PacketFilter.UNAVAILABLE);
    survives(
        "reset",
        bridge -> {
          try (PacketFilter unused = PacketFilter.reset(bed.bridgePort())) {
            awaitNotReady(bridge);
            Pause.of(OUTAGE);
          }
        });
  }

  @Test
  void packetsToTheBrokerDropped() throws Exception {
    assumeTrue(PacketFilter.isAvailable(), PacketFilter.UNAVAILABLE);
    survives(
        "cut",
        bridge -> {
          try (PacketFilter unused = PacketFilter.drop(bed.bridgePort())) {
            awaitNotReady(bridge);
            Pause.of(SILENCE);
          }
        });
  }

  @Test
  void aConnectionThatOnlyTheBrokerBelievesIn() throws Exception {
    assumeTrue(PacketFilter.isAvailable(), PacketFilter.UNAVAILABLE);
    survives(
        "half-open",
        bridge -> {
          try (PacketFilter unused = PacketFilter.drop(bed.bridgePort())) {
            bridge.kill();
          }
          bridge.startAgain();
        });
  }

  private static void awaitNotReady(RoleProcess bridge) {
    await("the bridge notices").atMost(FaultBed.LIMIT).until(() -> !bridge.readiness().ready());
  }

  /** A fault that concerns a bridge. */
  @FunctionalInterface
  private interface FaultOfBridge {
    void happen(RoleProcess bridge) throws Exception;
  }

  private static void survives(String scenario, FaultOfBridge fault) throws Exception {
    try (RoleProcess bridge = bed.bridge(scenario, bed.settings(scenario));
        NumberedLoad load = bed.load(scenario)) {
      bed.awaitAcknowledged(load, 300);
      fault.happen(bridge);
      bed.awaitReady(bridge);
      bed.awaitAcknowledged(load, 300);

      Arrivals arrivals = bed.requireAll(scenario, load);

      assertThat(arrivals.outOfOrder()).as(arrivals.order()).isZero();
    }
  }
}
