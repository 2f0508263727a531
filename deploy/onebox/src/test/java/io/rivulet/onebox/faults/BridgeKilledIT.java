package io.rivulet.onebox.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rivulet.embedded.Mosquitto;
import io.rivulet.onebox.servers.RoleProcess;
import io.rivulet.testkit.Requirement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The bridge dies at random moments, as by kill -9, under a steady load. */
@Requirement("BRIDGE-081")
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class BridgeKilledIT {
  private static final int KILLS = Chaos.count("kills", 5);
  private static final int DRAIN_KILLS = Chaos.count("kills", 3);
  private static final double BURST_PER_SECOND = Chaos.count("burst.rate", 1_000);
  private static final double SPOOLED = Chaos.count("spooled", 4_000);
  private static final int LONGEST_LIFE_MILLIS = 2_500;

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
  void aBridgeKilledAtRandomMomentsLosesNothing() throws Exception {
    long seed = Chaos.seed();
    Random random = new Random(seed);
    String scenario = "killed";
    try (RoleProcess bridge = bed.bridge(scenario, bed.settings(scenario));
        NumberedLoad load = bed.load(scenario)) {
      for (int kill = 1; kill <= KILLS; kill++) {
        Duration life = Duration.ofMillis(random.nextInt(LONGEST_LIFE_MILLIS));
        // Every other life is counted from the first words of the process, so that some end early.
        if (random.nextBoolean()) {
          bed.awaitReady(bridge);
        }
        Pause.of(life);
        System.out.printf("kill %d of %d after %s, seed %d%n", kill, KILLS, life, seed);
        bridge.kill();
        bridge.startAgain();
      }
      bed.awaitReady(bridge);
      bed.awaitAcknowledged(load, 500);

      Arrivals arrivals = bed.requireAll(scenario, load);

      assertThat(arrivals.outOfOrder()).as("seed %d: %s", seed, arrivals.order()).isZero();
    }
  }

  @Test
  void aBridgeKilledWhileItDrainsItsSpoolLosesNothing() throws Exception {
    long seed = Chaos.seed();
    Random random = new Random(seed);
    String scenario = "drain";
    try (RoleProcess bridge = bed.bridge(scenario, bed.settings(scenario));
        NumberedLoad load = bed.load(scenario, BURST_PER_SECOND)) {
      bed.awaitAcknowledged(load, 500);
      bed.kafka().stop();
      await("a spool to drain").atMost(FaultBed.LIMIT).until(() -> spooled(bridge) > SPOOLED);
      bed.kafka().startAgain();
      int kills = 0;
      double before = spooled(bridge);
      while (before > 2_000 && kills < DRAIN_KILLS) {
        double killBelow = before - 1 - random.nextInt(1_000);
        await("it drains")
            .atMost(FaultBed.LIMIT)
            .pollInterval(Duration.ofMillis(5))
            .until(() -> spooled(bridge) <= killBelow);
        double left = spooled(bridge);
        bridge.kill();
        kills++;
        System.out.printf(
            "kill %d with %.0f of %.0f spooled, seed %d%n", kills, left, before, seed);
        bridge.startAgain();
        bed.awaitReady(bridge);
        before = spooled(bridge);
      }
      assertThat(kills).as("kills while it drained").isPositive();

      Arrivals arrivals = bed.requireAll(scenario, load);

      assertThat(arrivals.outOfOrder()).as("seed %d: %s", seed, arrivals.order()).isZero();
    }
  }

  private static double spooled(RoleProcess bridge) throws Exception {
    return bridge.metric("rivulet_bridge_spool_records");
  }
}
