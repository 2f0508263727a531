package io.rivulet.domain.dose;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.domain.course.Course;
import io.rivulet.domain.course.Horizon;
import io.rivulet.domain.reading.PumpSample;
import io.rivulet.domain.version.Versions;
import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PumpHistoryProperties {
  private static final PumpHistoryRule RULE = new PumpHistoryRule(DoseRules.DEFAULT);
  private static final DosePlan NO_PLAN = new DosePlan(Versions.none(), Map.of());

  private static PumpHistory of(List<PumpSample> ordered) {
    PumpHistory history = RULE.start();
    for (PumpSample sample : ordered) {
      history = RULE.step(history, sample);
    }
    return history;
  }

  @Property(tries = 300)
  @Requirement("DOSE-015")
  void whatMovedIsWhatTheLedgerCounts(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 80) int size) {
    List<PumpSample> samples = DoseLedgerProperties.infusion(new Random(seed), size);
    PumpHistory history = of(samples);

    Map<String, Long> moved = new TreeMap<>();
    history
        .moved()
        .forEach(m -> moved.merge(m.content().drug(), m.curve().totalNanolitres(), Math::addExact));
    Map<String, Long> counted = new TreeMap<>();
    DoseLedger.of(samples, NO_PLAN, DoseRules.DEFAULT)
        .accounts()
        .forEach((drug, account) -> counted.put(drug, account.volumeNanolitres()));
    counted.values().removeIf(volume -> volume == 0);
    assertThat(moved).isEqualTo(counted);
  }

  @Property(tries = 300)
  @Requirement("DOSE-016")
  void theHistoryIsTheSameForEveryOrderAndRepetition(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int size) {
    Random random = new Random(seed);
    List<PumpSample> samples = DoseLedgerProperties.infusion(random, size);
    List<PumpSample> arrived = new ArrayList<>(samples);
    arrived.addAll(samples.subList(0, size / 2));
    Collections.shuffle(arrived, random);
    Course<PumpSample, PumpHistory> course =
        Course.begin(PumpSample::origin, RULE, new Horizon(Duration.ofDays(1), 0, 10_000));
    arrived.forEach(course::take);

    assertThat(course.state()).isEqualTo(of(samples));
  }

  @Example
  @Requirement("DOSE-015")
  void aPumpThatChangesItsMindAllTheTimeStaysSmall() {
    List<PumpSample> samples = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      samples.add(
          Pump.at(i)
              .counting(i * 0.01 + (i % 7) * 0.003)
              .holding(1 + i % 40)
              .rate(i % 100)
              .drug("drug " + i % 3)
              .build());
    }
    PumpHistory history = of(samples);

    assertThat(history.moved()).hasSize(PumpHistory.MAX_CONTENTS);
    assertThat(history.settings()).hasSizeLessThanOrEqualTo(PumpHistory.MAX_SETTINGS);
    assertThat(history.unkeptNanolitres()).isPositive();
    assertThat(history.settingsSince().orElseThrow()).isAfter(Pump.T0);
  }
}
