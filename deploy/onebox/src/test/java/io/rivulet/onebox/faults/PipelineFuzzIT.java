package io.rivulet.onebox.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rivulet.embedded.Mosquitto;
import io.rivulet.ingest.admission.Admission;
import io.rivulet.ingest.admission.Outcome;
import io.rivulet.ingest.admission.Publication;
import io.rivulet.ingest.admission.TimeBounds;
import io.rivulet.onebox.Role;
import io.rivulet.onebox.faults.HostileMessages.Message;
import io.rivulet.onebox.servers.RoleProcess;
import io.rivulet.testkit.Requirement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Hostile messages by way of a real broker: each is in its topic or in quarantine, and landed. */
@Requirement("BRIDGE-087")
@Timeout(value = 120, unit = TimeUnit.MINUTES)
class PipelineFuzzIT {
  private static final int MESSAGES = Chaos.count("fuzz.messages", 10_000);
  private static final int PAYLOAD_MAX = 900_000;
  private static final long GROWTH_MAX_KIBIBYTES = 192 * 1024;

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
  void everyPublishedMessageIsInATopicOrInQuarantine() throws Exception {
    long seed = Chaos.seed();
    String scenario = "fuzzed";
    Map<String, String> settings = bed.settings(scenario);
    settings.put("mqtt.filters", "rivulet/#");
    Instant now = InstantSource.system().instant();
    HostileMessages messages = new HostileMessages(seed, PAYLOAD_MAX, now);
    Admission admission = new Admission(new TimeBounds(Duration.ofHours(1), Duration.ofDays(30)));
    Outcomes published = new Outcomes();
    long began = System.nanoTime();
    try (RoleProcess bridge = bed.bridge(scenario, settings);
        HostileDevice device = new HostileDevice(bed.mosquitto().uri());
        FuzzArrivals arrivals = new FuzzArrivals(bed.kafka().bootstrapServers(), scenario + ".")) {
      long earlyKibibytes = 0;
      for (int index = 0; index < MESSAGES; index++) {
        Message message = messages.at(index);
        Outcome outcome =
            admission.decide(new Publication(message.topic(), message.payload(), false, now));
        published.add(outcome);
        device.publish(message.topic(), message.payload());
        if (index == MESSAGES / 10) {
          earlyKibibytes = residentKibibytes(bridge);
        }
      }
      device.awaitAcknowledged();
      await("seed " + seed)
          .atMost(FaultBed.LIMIT)
          .untilAsserted(
              () -> {
                arrivals.poll();
                assertThat(published.missingFrom(arrivals.outcomes())).isEmpty();
              });
      long lateKibibytes = residentKibibytes(bridge);
      System.out.printf(
          "%,d messages of seed %d in %,d ms: %s in Kafka; %,d repeats; bridge %,d KiB, then %,d KiB%n",
          MESSAGES,
          seed,
          (System.nanoTime() - began) / 1_000_000,
          arrivals.outcomes(),
          arrivals.outcomes().sampleAndQuarantineCount() - published.sampleAndQuarantineCount(),
          earlyKibibytes,
          lateKibibytes);

      assertThat(arrivals.outcomes().unknownTo(published)).as("seed %d", seed).isEmpty();
      assertThat(bridge.readiness().ready()).as(bridge.readiness().detail()).isTrue();
      assertThat(bridge.log()).doesNotContain("Error", "connection lost");
      assertThat(lateKibibytes - earlyKibibytes)
          .as("growth of the bridge, seed %d", seed)
          .isLessThan(GROWTH_MAX_KIBIBYTES);
      requireLanded(scenario, published, seed);
    }
  }

  private static void requireLanded(String scenario, Outcomes published, long seed)
      throws Exception {
    try (Role.Started sink = bed.sink(scenario)) {
      await("rows, seed " + seed)
          .atMost(FaultBed.LIMIT)
          .until(
              () ->
                  bed.count("SELECT count(*) FROM rivulet.quarantine")
                      >= published.distinctQuarantined());
      assertThat(bed.count("SELECT count(*) FROM rivulet.unlandable"))
          .as("set aside by the store, seed %d", seed)
          .isZero();
      assertThat(sink.health().get().ready()).isTrue();
    }
  }

  private static long residentKibibytes(RoleProcess bridge) throws Exception {
    for (String line :
        Files.readAllLines(Path.of("/proc", Long.toString(bridge.pid()), "status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IllegalStateException("no VmRSS of " + bridge.pid());
  }
}
