package io.rivulet.simulator.clinic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.domain.reading.PumpState;
import io.rivulet.testkit.Requirement;
import java.util.EnumSet;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class InfusionTest {
  private static Infusion infusion(long seed, double weightKg, Set<Misbehaviour> misbehaviours) {
    return Infusion.of(new Noise(seed), weightKg, 1.0, misbehaviours);
  }

  @Test
  @Requirement("SIM-006")
  void gives35MgToSeventyKilogramsOverFortyMinutes() {
    Infusion infusion = infusion(1, 70, Set.of());

    assertThat(infusion.rateMlPerHour()).isEqualTo(52.5);
    assertThat(infusion.endSecond()).isEqualTo(2_400);
    assertThat(infusion.counterMl(-5)).isZero();
    assertThat(infusion.counterMl(1_200)).isEqualTo(17.5);
    assertThat(infusion.counterMl(5_000)).isEqualTo(35.0);
    assertThat(infusion.state(-1)).isEqualTo(PumpState.STOP);
    assertThat(infusion.state(0)).isEqualTo(PumpState.RUN);
    assertThat(infusion.state(2_400)).isEqualTo(PumpState.STOP);
  }

  @Property(tries = 100)
  void thePlannedVolumeIsDeliveredWhateverHolds(
      @ForAll long seed,
      @ForAll @DoubleRange(min = 48, max = 120) double weightKg,
      @ForAll("misbehaviours") Set<Misbehaviour> misbehaviours) {
    Infusion infusion = infusion(seed, weightKg, misbehaviours);

    double planned = infusion.rateMlPerHour() * 40 / 60;
    assertThat(infusion.deliveredMl(infusion.endSecond())).isCloseTo(planned, within(1e-9));
    double wrong = misbehaviours.contains(Misbehaviour.WRONG_WEIGHT) ? 1.15 : 1;
    assertThat(planned).isCloseTo(0.5 * wrong * weightKg, within(0.1));
  }

  @Property(tries = 100)
  @Requirement("SIM-006")
  void theCounterFallsOnlyWhereItIsReset(
      @ForAll long seed, @ForAll("misbehaviours") Set<Misbehaviour> misbehaviours) {
    Infusion infusion = infusion(seed, 80, misbehaviours);
    double delivered = 0;
    for (int second = -10; second < 3_200; second++) {
      double moved = infusion.counterMl(second + 1) - infusion.counterMl(second);
      if (infusion.resetSecond().orElse(Integer.MIN_VALUE) == second + 1) {
        assertThat(moved).isNegative();
        assertThat(infusion.counterMl(second + 1)).isZero();
      } else {
        assertThat(moved).isGreaterThanOrEqualTo(0);
        assertThat(moved > 0).isEqualTo(infusion.state(second) == PumpState.RUN);
        delivered += moved;
      }
    }
    assertThat(delivered).isCloseTo(infusion.deliveredMl(3_200), within(1e-6));
  }

  @Test
  void anOcclusionFlapsForTenSecondsAndLaterHoldsForThreeMinutes() {
    Infusion infusion = infusion(3, 70, Set.of(Misbehaviour.OCCLUSION));

    assertThat(infusion.holds())
        .extracting(hold -> hold.to() - hold.from())
        .containsExactly(10, 180);
    int held = infusion.holds().get(0).from();
    assertThat(infusion.state(held)).isEqualTo(PumpState.HOLD);
    assertThat(infusion.alarm(held)).hasToString("Optional[OCCLUSION]");
    assertThat(infusion.endSecond()).isEqualTo(2_590);
  }

  @Provide
  Arbitrary<Set<Misbehaviour>> misbehaviours() {
    return Arbitraries.subsetOf(EnumSet.allOf(Misbehaviour.class));
  }
}
