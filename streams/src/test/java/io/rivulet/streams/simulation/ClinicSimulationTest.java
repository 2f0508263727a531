package io.rivulet.streams.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.testkit.Requirement;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole topology under seeded trouble. {@code -Dsimulation.seed=N} repeats one run, {@code
 * -Dsimulation.runs=N} makes N of them.
 */
class ClinicSimulationTest {
  private static final List<Long> SEEDS = List.of(1L, 2L, 5L, 9L, 11L, 15L, 17L, 19L, 737124L);

  @TempDir Path directory;

  @Test
  @Requirement({"SEED-001", "SEED-002", "SEED-003", "SEED-004", "SEED-005"})
  void whateverComesTwiceLateOrOutOfOrderAndWhateverCrashesTheResultsAreThoseOfWhatHappened() {
    Long repeated = Long.getLong("simulation.seed");
    if (repeated != null) {
      assertThat(Simulation.run(directory, repeated)).isPositive();
      return;
    }
    List<Long> seeds = seeds();
    long startNanos = System.nanoTime();
    int steps = 0;
    for (long seed : seeds) {
      steps += Simulation.run(directory, seed);
    }
    System.out.printf(
        Locale.ROOT,
        "simulation: %d seeds from %d, %d checked steps, %.0f s%n",
        seeds.size(),
        seeds.get(0),
        steps,
        (System.nanoTime() - startNanos) / 1e9);
    assertThat(steps).isGreaterThan(100 * seeds.size());
  }

  private static List<Long> seeds() {
    Integer runs = Integer.getInteger("simulation.runs");
    if (runs == null) {
      return SEEDS;
    }
    long first = new Random().nextInt(1_000_000);
    return LongStream.range(first, first + runs).boxed().toList();
  }
}
