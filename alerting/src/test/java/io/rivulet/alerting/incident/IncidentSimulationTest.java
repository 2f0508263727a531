package io.rivulet.alerting.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.testkit.Requirement;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random statements, acknowledgements, silences, changes of the configuration, standstills and
 * repeats; after every event everything that has to hold is looked at. A failure names its seed.
 */
class IncidentSimulationTest {
  private static final int EVENTS = 80;
  private static final int SEEDS = 25;

  private static LongStream seeds() {
    return LongStream.rangeClosed(1, SEEDS);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  @Requirement({"INCI-015", "CASE-010"})
  void whateverHappensInWhateverOrderEverythingHolds(long seed) {
    run(seed);
  }

  @Test
  @Requirement("INCI-015")
  void alsoWithASeedThatNobodyHasTried() {
    run(new Random().nextLong());
  }

  /** Both see the same; the second is asked again and again in between, as by another instance. */
  private static void run(long seed) {
    Happening happening = new Happening(new Random(seed));
    MemoryLedger once = happening.ledger();
    MemoryLedger often = happening.ledger();
    Random asking = new Random(seed + 1);
    Invariants invariants = new Invariants(once, seed);
    for (int i = 0; i < EVENTS; i++) {
      Happening.Event event = happening.next(once);
      event.on(once);
      event.on(often);
      for (int again = asking.nextInt(3); again > 0; again--) {
        often.decideAll();
      }
      invariants.hold(event.words());
      happening.timePasses(once, often, asking);
      invariants.hold("time after " + event.words());
      assertThat(often.notifications())
          .as("seed %d, %s: asked often or once", seed, event.words())
          .isEqualTo(once.notifications());
    }
    happening.end(once);
    invariants.ended();
  }
}
