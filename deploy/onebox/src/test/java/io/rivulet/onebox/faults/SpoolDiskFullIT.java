package io.rivulet.onebox.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rivulet.embedded.Mosquitto;
import io.rivulet.onebox.servers.RoleProcess;
import io.rivulet.testkit.Requirement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The disk under the spool fills up while Kafka is away, under a steady load. */
@Requirement("BRIDGE-084")
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class SpoolDiskFullIT {
  /** Less than the spool may take, so that the disk is full first. */
  private static final int DISK_KIBIBYTES = 2_304;

  @TempDir static Path folder;
  private static FaultBed bed;

  /** A segment is a quarter of it, 1 MiB. */
  private static final long SEVERAL_SEGMENTS_BYTES = 4 << 20;

  /** A segment is 16 MiB, more than the disk has. */
  private static final long ONE_SEGMENT_BYTES = 1 << 30;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(Mosquitto.isInstalled(), FaultBed.NO_MOSQUITTO);
    assumeTrue(SmallDisk.isAvailable(), SmallDisk.UNAVAILABLE);
    bed = FaultBed.start(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    if (bed != null) {
      bed.close();
    }
  }

  @Test
  void acknowledgesNothingMoreSaysSoAndGoesOnWhenKafkaReturns() throws Exception {
    fills("disk-full", SEVERAL_SEGMENTS_BYTES, disk -> bed.kafka().startAgain());
  }

  /** Nothing is ever given back then: the segment that is written to stays. */
  @Test
  void goesOnWhenTheDiskStaysFullWithinTheFirstSegment() throws Exception {
    fills("one-segment", ONE_SEGMENT_BYTES, disk -> bed.kafka().startAgain());
  }

  @Test
  void goesOnWhenThereIsRoomAgainAndKafkaIsStillAway() throws Exception {
    fills(
        "disk-grows",
        ONE_SEGMENT_BYTES,
        disk -> {
          disk.grow(16 * DISK_KIBIBYTES);
          Pause.of(Duration.ofSeconds(1));
          bed.kafka().startAgain();
        });
  }

  /** What is done about a full disk. */
  @FunctionalInterface
  private interface Remedy {
    void apply(SmallDisk disk) throws Exception;
  }

  private static void fills(String scenario, long maxBytes, Remedy remedy) throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve(scenario), DISK_KIBIBYTES)) {
      Map<String, String> settings = bed.settings(scenario);
      settings.put("bridge.spool.dir", disk.folder().toString());
      settings.put("bridge.spool.max.bytes", Long.toString(maxBytes));
      try (RoleProcess bridge = bed.bridge(scenario, settings);
          NumberedLoad load = bed.load(scenario, 1_000)) {
        bed.awaitAcknowledged(load, 300);
        bed.kafka().stop();

        await("a full disk shows")
            .atMost(FaultBed.LIMIT)
            .until(() -> bridge.metric("rivulet_bridge_spool_full") > 0);
        assertThat(bridge.readiness().ready()).isFalse();
        assertThat(bridge.readiness().detail()).contains("spool");
        assertThat(bridge.log()).contains("Messages wait unacknowledged");
        await("messages wait")
            .atMost(FaultBed.LIMIT)
            .until(() -> bridge.metric("rivulet_bridge_in_flight") > 0);

        remedy.apply(disk);

        bed.awaitReady(bridge);
        Arrivals arrivals = bed.requireAll(scenario, load);
        assertThat(arrivals.outOfOrder()).as(arrivals.order()).isZero();
        assertThat(bridge.metric("rivulet_bridge_spool_full")).isZero();
      }
    }
  }
}
