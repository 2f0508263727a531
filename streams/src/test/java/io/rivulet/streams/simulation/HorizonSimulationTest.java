package io.rivulet.streams.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.testkit.Requirement;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HorizonSimulationTest {
  @TempDir Path directory;

  @Test
  @Requirement("SEED-007")
  void whatComesBeyondTheHorizonIsNamedAndChangesNothing() {
    long seed = Long.getLong("simulation.seed", 1);

    assertThat(HorizonSimulation.run(directory, seed))
        .as("samples that were too late")
        .isPositive();
  }
}
