package io.rivulet.onebox.faults;

import static org.assertj.core.api.Assertions.assertThat;
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

      assertThat(arrivals.outOfOrder()).as("seed %d", seed).isZero();
    }
  }
}
