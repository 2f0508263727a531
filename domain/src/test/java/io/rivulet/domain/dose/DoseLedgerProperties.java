package io.rivulet.domain.dose;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.domain.course.Course;
import io.rivulet.domain.course.Horizon;
import io.rivulet.domain.reading.PumpSample;
import io.rivulet.domain.reading.PumpState;
import io.rivulet.domain.version.Version;
import io.rivulet.domain.version.Versions;
import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class DoseLedgerProperties {
  private static final DosePlan PLAN =
      new DosePlan(
          Versions.of(
              List.of(
                  new Version<>(Pump.T0.plusSeconds(100), 70.0),
                  new Version<>(Pump.T0.plusSeconds(333), 71.3),
                  new Version<>(Pump.T0.plusSeconds(400), 69.9))),
          Map.of());

  /** A pump that runs, holds, changes syringe, loses its counter and shares instants. */
  static List<PumpSample> infusion(Random random, int size) {
    List<PumpSample> samples = new ArrayList<>();
    double counter = 0;
    long second = 0;
    for (int i = 0; i < size; i++) {
      second += random.nextInt(4) == 0 ? 0 : random.nextInt(90);
      counter = random.nextInt(12) == 0 ? 0 : counter + random.nextDouble();
      Pump pump =
          Pump.at(second)
              .sequence(i)
              .rate(random.nextInt(3) * 18)
              .state(PumpState.values()[random.nextInt(PumpState.values().length)])
              .holding(1 + random.nextInt(2))
              .drug(random.nextInt(10) == 0 ? "Propofol" : "Ketamine");
      samples.add((random.nextInt(8) == 0 ? pump : pump.counting(counter)).build());
    }
    return samples;
  }

  @Property(tries = 300)
  @Requirement("DOSE-012")
  void theLedgerIsTheSameForEveryOrderOfArrival(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int size) {
    Random random = new Random(seed);
    List<PumpSample> inOrder = infusion(random, size);
    DoseLedger expected = DoseLedger.of(inOrder, PLAN, DoseRules.DEFAULT);
    List<PumpSample> arrived = new ArrayList<>(inOrder);
    Collections.shuffle(arrived, random);

    Course<PumpSample, PumpBook> course =
        Course.begin(
            PumpSample::origin,
            new PumpRule(PLAN, origin -> true, DoseRules.DEFAULT),
            new Horizon(Duration.ofDays(1), 0, 1000));
    arrived.forEach(course::take);

    assertThat(course.state().by(PLAN)).isEqualTo(expected);
  }

  @Property(tries = 300)
  @Requirement("DOSE-005")
  void noDoseIsEverNegativeAndVolumeIsNeverLostToASplit(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 60) int size) {
    List<PumpSample> samples = infusion(new Random(seed), size);
    DoseLedger ledger = DoseLedger.of(samples, PLAN, DoseRules.DEFAULT);

    long rises = 0;
    long estimates = 0;
    for (int i = 1; i < samples.size(); i++) {
      var before = samples.get(i - 1).deliveredNanolitres();
      var after = samples.get(i).deliveredNanolitres();
      if (before.isPresent() && after.isPresent()) {
        rises += Math.max(0, after.getAsLong() - before.getAsLong());
      }
    }
    for (DrugAccount account : ledger.accounts().values()) {
      estimates += account.estimatedNanolitres();
      assertThat(account.volumesNanolitres().values()).allMatch(volume -> volume > 0);
      assertThat(account.uncertaintyNanolitres()).isNotNegative();
    }
    assertThat(ledger.accounts().values().stream().mapToLong(DrugAccount::volumeNanolitres).sum())
        .isEqualTo(rises + estimates);
  }
}
