package io.rivulet.domain.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.domain.course.Course;
import io.rivulet.domain.course.Horizon;
import io.rivulet.domain.course.Taken;
import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.reading.Origin;
import io.rivulet.domain.reading.Pressure;
import io.rivulet.domain.reading.PressureSource;
import io.rivulet.domain.version.Version;
import io.rivulet.domain.version.Versions;
import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ExcursionProperties {
  private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");
  private static final Horizon ENDLESS = new Horizon(Duration.ofDays(10), 0, Integer.MAX_VALUE);

  /** Pressures that wander around the limits, some implausible, some without a component. */
  private static List<VitalReading> readings(Random random, int size) {
    List<VitalReading> readings = new ArrayList<>();
    long second = 0;
    double systolic = 130;
    for (int i = 0; i < size; i++) {
      second += random.nextInt(20) == 0 ? 900 : 1 + random.nextInt(40);
      systolic = Math.max(70, Math.min(200, systolic + random.nextGaussian() * 15));
      readings.add(
          new PressureReading(
              new Origin("clinic", new DeviceId("m" + i % 2), T0.plusSeconds(second), i),
              PressureSource.ART,
              new Pressure(
                  OptionalDouble.of(random.nextInt(15) == 0 ? 11647 : Math.rint(systolic)),
                  random.nextInt(4) == 0 ? OptionalDouble.empty() : OptionalDouble.of(60),
                  OptionalDouble.empty())));
    }
    return readings;
  }

  private static LimitsVersion version(Random random, int number) {
    Limits limits =
        new Limits()
            .plausible(VitalSign.SYSTOLIC, 30, 300)
            .high(VitalSign.SYSTOLIC, 150 + random.nextInt(20), 180)
            .low(VitalSign.SYSTOLIC, 90, 80)
            .low(VitalSign.DIASTOLIC, 60, 50);
    if (random.nextBoolean()) {
      limits.over(VitalSign.SYSTOLIC, 10, 20);
    }
    if (random.nextBoolean()) {
      limits.confirm(new Confirmation.ByDuration(Duration.ofSeconds(60), Duration.ofSeconds(50)));
    }
    return new LimitsVersion(
        "test",
        number,
        LimitsProfile.ofVitals(
            Map.of(Measurement.ART, limits.build()),
            Optional.of(new BaselineRule(Duration.ofMinutes(10), 3))));
  }

  private static ExcursionRule rule(Random random) {
    Versions<LimitsVersion> limits =
        Versions.of(
            List.of(
                new Version<>(T0, version(random, 1)),
                new Version<>(T0.plusSeconds(1000), version(random, 2))));
    Optional<Instant> infusion =
        random.nextInt(4) == 0
            ? Optional.empty()
            : Optional.of(T0.plusSeconds(random.nextInt(2000)));
    return new ExcursionRule(new SessionId("s1"), Measurement.ART, limits, infusion);
  }

  @Property(tries = 300)
  @Requirement("PRES-011")
  void excursionsAreAFunctionOfTheSetOfReadings(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 150) int size) {
    Random random = new Random(seed);
    List<VitalReading> ordered = readings(random, size);
    ExcursionRule rule = rule(random);
    VitalStanding inOrder = rule.start();
    for (VitalReading reading : ordered) {
      inOrder = rule.step(inOrder, reading);
    }
    List<VitalReading> arrived = new ArrayList<>(ordered);
    arrived.addAll(ordered.subList(0, random.nextInt(ordered.size() + 1)));
    Collections.shuffle(arrived, random);

    Course<VitalReading, VitalStanding> course = Course.begin(VitalReading::origin, rule, ENDLESS);
    arrived.forEach(course::take);

    assertThat(course.state()).isEqualTo(inOrder);
  }

  @Property(tries = 200)
  @Requirement("PRES-020")
  void whatIsFoundSinceTheHorizonIsWhatIsFoundWithoutOne(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 150) int size) {
    Random random = new Random(seed);
    List<VitalReading> ordered = readings(random, size);
    ExcursionRule rule = rule(random);
    Course<VitalReading, VitalStanding> whole = Course.begin(VitalReading::origin, rule, ENDLESS);
    Course<VitalReading, VitalStanding> folding =
        Course.begin(VitalReading::origin, rule, new Horizon(Duration.ofMinutes(5), 3, 1000));
    for (VitalReading reading : ordered) {
      whole.take(reading);
      assertThat(folding.take(reading)).isEqualTo(Taken.NEXT);
    }

    Instant since = folding.folded().map(Origin::time).orElse(Instant.MIN);
    assertThat(folding.state()).isEqualTo(rule.forget(whole.state(), since));
  }

  @Property(tries = 300)
  @Requirement("PRES-004")
  void excursionsOfOneComparisonFollowOneAnotherAndHoldTheirPeak(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 150) int size) {
    Random random = new Random(seed);
    List<VitalReading> ordered = readings(random, size);
    ExcursionRule rule = rule(random);
    VitalStanding standing = rule.start();
    for (VitalReading reading : ordered) {
      standing = rule.step(standing, reading);
    }

    List<Excursion> found = standing.excursions();
    for (Excursion one : found) {
      double peak =
          ordered.stream()
              .filter(reading -> rule.refusal(reading).isEmpty())
              .filter(reading -> !reading.origin().time().isBefore(one.start()))
              .filter(
                  reading ->
                      one.end().map(end -> reading.origin().time().isBefore(end)).orElse(true))
              .flatMapToDouble(reading -> reading.value(one.comparison().sign()).stream())
              .reduce(one.comparison().direction()::extreme)
              .orElseThrow();
      assertThat(one.peak()).isEqualTo(peak);
      assertThat(one.comparison().direction().beyond(one.peak(), one.limit().value())).isTrue();
      for (Excursion other : found) {
        boolean apart =
            one.equals(other)
                || !one.comparison().equals(other.comparison())
                || one.end().map(end -> !other.start().isBefore(end)).orElse(false)
                || other.end().map(end -> !one.start().isBefore(end)).orElse(false);
        assertThat(apart).as("%s and %s", one, other).isTrue();
      }
    }
  }
}
