package io.rivulet.streams.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.schemas.record.DoseUpdateRecord;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.testkit.Requirement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hostile records of every topic through the whole topology: each is refused in words or does no
 * harm, the next good record of the same session is taken, and another session notices nothing.
 */
class HostileInputTest {
  @TempDir Path state;

  @Test
  @Requirement({"HOSTILE-001", "HOSTILE-003"})
  void pumpSamplesThatNoPumpMayHaveSent() {
    requireHarmless(HostileSamples.pumps());
  }

  @Test
  @Requirement({"HOSTILE-001", "HOSTILE-003"})
  void vitalsThatNoMonitorMayHaveSent() {
    requireHarmless(HostileSamples.monitors());
  }

  @Test
  @Requirement({"HOSTILE-002", "HOSTILE-003"})
  void sessionEventsThatNobodyMayHaveRecorded() {
    requireHarmless(HostileEvents.all());
  }

  private void requireHarmless(List<HostileCase> cases) {
    SortedMap<String, String> undisturbed = bystander(List.of(), new SoftAssertions());
    SoftAssertions softly = new SoftAssertions();

    SortedMap<String, String> beside = bystander(cases, softly);

    softly.assertThat(beside).as("another session").isEqualTo(undisturbed);
    softly.assertAll();
    assertThat(undisturbed.keySet())
        .as("what the other session comes to")
        .anyMatch(key -> key.startsWith("dose"))
        .anyMatch(key -> key.startsWith("excursion"));
  }

  /** What a session comes to while each of the cases happens to one of its own. */
  private SortedMap<String, String> bystander(List<HostileCase> cases, SoftAssertions softly) {
    Victim bystander = new Victim("bystander");
    try (HostileWard ward = new HostileWard(state.resolve(cases.size() + "-cases"))) {
      ward.open(bystander);
      int beats = 2 * HostileSamples.pumps().size();
      for (int second = 0; second < beats; second++) {
        ward.send(Topic.PUMP_SAMPLES, bystander.pump(), bystander.pumpSample(second));
        ward.send(
            Topic.VITALS_SAMPLES,
            bystander.monitor(),
            bystander.cuff(second, second % 7 < 3 ? 165 : 150));
        if (second < cases.size()) {
          happen(cases.get(second), new Victim("v" + second), ward, softly);
        }
      }
      ward.pass(Duration.ofSeconds(2));
      requireFinite(ward, softly);
      return ward.stated(bystander.name());
    }
  }

  private static void happen(
      HostileCase hostile, Victim victim, HostileWard ward, SoftAssertions softly) {
    ward.open(victim);
    ward.send(Topic.PUMP_SAMPLES, victim.pump(), victim.pumpSample(1));
    List<HostileCase.Sent> sent = hostile.sent().apply(victim);
    int before = ward.refusals().size();
    for (HostileCase.Sent each : sent) {
      try {
        ward.send(each.topic(), each.key(), each.value());
      } catch (RuntimeException e) {
        softly.fail("%s ends a stream thread: %s", hostile, e);
      }
    }
    ward.pass(Duration.ofSeconds(1));
    long counted = ward.counted(victim);
    ward.send(Topic.PUMP_SAMPLES, victim.pump(), victim.pumpSample(3));
    ward.pass(Duration.ofSeconds(1));
    softly
        .assertThat(ward.counted(victim))
        .as("%s: samples, after the next good one", hostile)
        .isEqualTo(counted + 1);
    // What was set aside shows with the next commit, and the good sample has brought one.
    List<String> refusals = ward.refusals().subList(before, ward.refusals().size());
    softly.assertThat(refusals).as("%s: refusals", hostile).hasSameSizeAs(hostile.said());
    for (int i = 0; i < Math.min(refusals.size(), hostile.said().size()); i++) {
      softly.assertThat(refusals.get(i)).as("%s", hostile).contains(hostile.said().get(i));
    }
  }

  /** Whatever came in, nothing stated may be a number that nobody can store or read. */
  private static void requireFinite(HostileWard ward, SoftAssertions softly) {
    for (Object record : ward.stated()) {
      if (record instanceof DoseUpdateRecord dose) {
        softly.assertThat(dose.getVolumeNanolitres()).as("%s", dose).isNotNegative();
        softly.assertThat(dose.getUncertaintyNanolitres()).as("%s", dose).isNotNegative();
        softly.assertThat(dose.getEstimatedNanolitres()).as("%s", dose).isNotNegative();
        softly.assertThat(finite(dose.getAmount())).as("%s", dose).isTrue();
        softly.assertThat(finite(dose.getAmountPerKg())).as("%s", dose).isTrue();
        softly.assertThat(finite(dose.getRatePerKgPerHour())).as("%s", dose).isTrue();
      }
    }
  }

  private static boolean finite(Double value) {
    return value == null || Double.isFinite(value);
  }
}
