package io.rivulet.streams.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.testkit.Requirement;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole topology under seeded trouble. {@code -Dsimulation.seed=N} repeats one run, {@code
 * -Dsimulation.runs=N} makes N of them.
 */
class ClinicSimulationTest {
  private static final int RUNS = Integer.getInteger("simulation.runs", 12);

  @TempDir Path directory;

  @Test
  @Requirement({"SEED-001", "SEED-002", "SEED-003", "SEED-004", "SEED-005"})
  void whateverComesTwiceLateOrOutOfOrderAndWhateverCrashesTheResultsAreThoseOfWhatHappened() {
    Long repeated = Long.getLong("simulation.seed");
    if (repeated != null) {
      assertThat(Simulation.run(directory, repeated)).isPositive();
      return;
    }
    long first = Long.getLong("simulation.first", new Random().nextInt(1_000_000));
    long startNanos = System.nanoTime();
    int steps = 0;
    for (int run = 0; run < RUNS; run++) {
      steps += Simulation.run(directory, first + run);
    }
    System.out.printf(
        java.util.Locale.ROOT,
        "simulation: %d runs from seed %d, %d checked steps, %.0f s%n",
        RUNS,
        first,
        steps,
        (System.nanoTime() - startNanos) / 1e9);
    assertThat(steps).isGreaterThan(100 * RUNS);
  }
}
