package io.rivulet.onebox.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rivulet.embedded.Mosquitto;
import io.rivulet.onebox.servers.RoleProcess;
import io.rivulet.testkit.Requirement;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several bridges share the work; one dies, one joins, one goes, a shard changes hands. */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class ScaleOutIT {
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
  @Requirement("BRIDGE-085")
  void onASharedSubscriptionBridgesDieJoinAndLeave() throws Exception {
    String scenario = "shared";
    String filter = "$share/rivulet/rivulet/v1/" + Seeds.SITE + "/+/pump";
    try (RoleProcess a = bridge(scenario, "a", filter);
        RoleProcess b = bridge(scenario, "b", filter);
        NumberedLoad load = bed.load(scenario)) {
      bed.awaitAcknowledged(load, 500);
      b.kill();
      bed.awaitAcknowledged(load, 500);
      b.startAgain();
      bed.awaitReady(b);
      try (RoleProcess c = bridge(scenario, "c", filter)) {
        bed.awaitAcknowledged(load, 500);
        b.stop();
        b.leave();
        bed.awaitAcknowledged(load, 500);
        assertThat(stored(a)).as("carried by the first").isPositive();
        assertThat(stored(c)).as("carried by the one that joined").isPositive();

        bed.requireAll(scenario, load);
      }
    }
  }

  @Test
  @Requirement("BRIDGE-086")
  void aShardChangesHandsWithOverlap() throws Exception {
    String scenario = "shards";
    try (RoleProcess a = bridge(scenario, "a", devices(scenario, 0, 5));
        RoleProcess b = bridge(scenario, "b", devices(scenario, 5, 10));
        NumberedLoad load = bed.load(scenario)) {
      bed.awaitAcknowledged(load, 500);
      // First the one that takes over subscribes, then the other lets go.
      b.stop();
      b.startAgainWith(settings(scenario, "b", devices(scenario, 3, 10)));
      bed.awaitReady(b);
      bed.awaitAcknowledged(load, 200);
      a.stop();
      a.startAgainWith(settings(scenario, "a", devices(scenario, 0, 3)));
      bed.awaitReady(a);
      bed.awaitAcknowledged(load, 500);

      Arrivals arrivals = bed.requireAll(scenario, load);

      for (int device : new int[] {0, 1, 2, 5, 6, 7, 8, 9}) {
        assertThat(arrivals.outOfOrder(scenario + "-" + device))
            .as("device %d, which stayed where it was: %s", device, arrivals.order())
            .isZero();
      }
      assertThat(arrivals.duplicates()).as("the overlap").isPositive();
    }
  }

  private static double stored(RoleProcess bridge) throws Exception {
    return bridge.metric("rivulet_bridge_bridged_total");
  }

  private static String devices(String scenario, int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(device -> Seeds.Kind.PUMP.topic(scenario + "-" + device))
        .collect(Collectors.joining(","));
  }

  private static Map<String, String> settings(String scenario, String bridge, String filters) {
    Map<String, String> settings = bed.settings(scenario);
    settings.put("mqtt.client.id", "bridge-" + scenario + "-" + bridge);
    settings.put("mqtt.filters", filters);
    settings.put("bridge.spool.dir", folder.resolve("spool-" + scenario + "-" + bridge).toString());
    return settings;
  }

  private static RoleProcess bridge(String scenario, String bridge, String filters)
      throws Exception {
    return bed.bridge(scenario + "-" + bridge, settings(scenario, bridge, filters));
  }
}
