package io.rivulet.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.schemas.record.AlertRecord;
import io.rivulet.schemas.record.DeviceBound;
import io.rivulet.schemas.record.DoseUpdateRecord;
import io.rivulet.schemas.record.ExcursionRecord;
import io.rivulet.schemas.record.LimitsAssigned;
import io.rivulet.schemas.record.PressureTallyRecord;
import io.rivulet.schemas.record.WeightRecorded;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.testkit.Requirement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole topology under seeded disorder: everything that a session consists of is shuffled and
 * partly repeated, and must end in the same doses, excursions and alerts.
 */
class OrderIndependenceTest {
  private static final int SEEDS = 25;
  @TempDir Path state;

  /** What a session consists of, each part as something that happens to a ward. */
  private static List<Consumer<Ward>> session() {
    List<Consumer<Ward>> parts = new ArrayList<>();
    parts.add(w -> w.publish(Topic.SESSIONS, Ward.SESSION, Ward.opened()));
    event(parts, "w1", 1, new WeightRecorded(Ward.at(0), 7.0, null));
    event(parts, "w2", 2, new WeightRecorded(Ward.at(0), 70.0, "w1"));
    event(parts, "w3", 3, new WeightRecorded(Ward.at(900), 71.0, null));
    event(parts, "b1", 4, new DeviceBound("pump-1", Ward.at(0), null, null));
    event(parts, "b2", 5, new DeviceBound("monitor-1", Ward.at(0), null, null));
    event(parts, "b3", 6, new DeviceBound("pump-1", Ward.at(0), Ward.at(1900), "b1"));
    event(parts, "l1", 7, new LimitsAssigned("test", Ward.at(0)));
    parts.add(w -> w.limitsArrive(1, 0, Ward.LIMITS_JSON));
    parts.add(w -> w.limitsArrive(2, 1500, Ward.LIMITS_JSON.replace("160", "150")));
    double counter = 0;
    Random random = new Random(7);
    for (int second = 0; second <= 2000; second += 40) {
      counter = second == 1000 ? 0 : counter + random.nextDouble();
      double shown = counter;
      int time = second;
      parts.add(w -> w.sample(Ward.pump(time, shown)));
    }
    double[] systolic = {150, 165, 166, 158, 154, 182, 170, 9999, 150, 161, 120, 152, 153, 140};
    for (int i = 0; i < systolic.length; i++) {
      int time = 150 * i;
      double value = systolic[i];
      parts.add(w -> w.sample(Ward.nibp(time, value)));
    }
    return parts;
  }

  private static void event(List<Consumer<Ward>> parts, String id, int recorded, Object event) {
    parts.add(w -> w.publish(Topic.SESSIONS, Ward.SESSION, Ward.event(id, recorded, event)));
  }

  @Test
  @Requirement({"DOSE-012", "PRES-011", "STREAM-013"})
  void anyOrderAndAnyRepeatEndInTheSameResults() {
    Map<String, String> expected = results(session(), "in-order");
    assertThat(expected).hasSizeGreaterThan(5);
    for (int seed = 0; seed < SEEDS; seed++) {
      List<Consumer<Ward>> parts = session();
      Random random = new Random(seed);
      for (int i = 0; i < 20; i++) {
        parts.add(parts.get(random.nextInt(parts.size())));
      }
      Collections.shuffle(parts, random);

      assertThat(results(parts, "seed-" + seed)).as("seed %d", seed).isEqualTo(expected);
    }
  }

  private Map<String, String> results(List<Consumer<Ward>> parts, String name) {
    try (Ward ward = new Ward(state.resolve(name), 1000)) {
      parts.forEach(part -> part.accept(ward));
      ward.pass(Duration.ofSeconds(2));
      ward.beat();
      return results(ward);
    }
  }

  /** What stands at the end, without what counts the statements on the way there. */
  private static Map<String, String> results(Ward ward) {
    Map<String, String> results = new TreeMap<>();
    ward.doses.forEach(
        (key, dose) ->
            results.put(
                "dose " + key,
                DoseUpdateRecord.newBuilder(dose)
                    .setRevision(0)
                    .setDuplicates(0)
                    .build()
                    .toString()));
    ward.excursions.values().stream()
        .filter(excursion -> !excursion.getWithdrawn())
        .forEach(
            excursion ->
                results.put(
                    "excursion " + excursion.getId(),
                    ExcursionRecord.newBuilder(excursion).setRevision(0).build().toString()));
    ward.tallies.forEach(
        (key, tally) ->
            results.put(
                "tally " + key,
                PressureTallyRecord.newBuilder(tally)
                    .setRevision(0)
                    .setDuplicates(0)
                    .setExcursionStatements(0)
                    .build()
                    .toString()));
    ward.alerts.values().stream()
        .filter(alert -> !alert.getWithdrawn())
        .filter(alert -> alert.getPresent() || alert.getEnd() != null)
        .forEach(
            alert ->
                results.put(
                    "alert " + alert.getId(),
                    AlertRecord.newBuilder(alert).setRevision(0).build().toString()));
    ward.quarantine.values().stream()
        .filter(refused -> !refused.getWithdrawn())
        .forEach(refused -> results.put("refused " + refused.getId(), refused.toString()));
    return results;
  }
}
