package io.rivulet.domain.dose;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

@Requirement("DOSE-015")
class CurveProperties {
  private static final Instant T0 = Pump.T0;

  private static double at(Curve curve, Instant time) {
    double sum = 0;
    for (Curve.Segment segment : curve.segments()) {
      if (!segment.to().isAfter(time)) {
        sum += segment.nanolitres();
      } else if (segment.from().isBefore(time)) {
        double part = Duration.between(segment.from(), time).toNanos();
        double whole = Duration.between(segment.from(), segment.to()).toNanos();
        sum += segment.nanolitres() * part / whole;
      }
    }
    return sum;
  }

  @Property(tries = 300)
  void theTotalIsExactTheWayThereIsCloseAndTheSizeIsBounded(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 600) int size) {
    Random random = new Random(seed);
    int scale = 1 + random.nextInt(100_000);
    Curve curve = Curve.startingAt(T0);
    TreeMap<Instant, Long> added = new TreeMap<>();
    Instant time = T0;
    long total = 0;
    for (int i = 0; i < size; i++) {
      Instant from = random.nextInt(20) == 0 ? time.plusSeconds(random.nextInt(900)) : time;
      Instant to = random.nextInt(20) == 0 ? from : from.plusMillis(1 + random.nextInt(5000));
      long moved = random.nextInt(5) == 0 ? random.nextInt(100 * scale) : scale;
      curve = curve.plus(from, to, moved);
      total += moved;
      added.put(to, total);
      time = to;
    }

    assertThat(curve.totalNanolitres()).isEqualTo(total);
    assertThat(curve.segments().stream().mapToLong(Curve.Segment::nanolitres).sum())
        .isEqualTo(total);
    assertThat(curve.knots().size()).isLessThanOrEqualTo(Curve.MAX_KNOTS);
    // Each thinning adds its own tolerance to the half as large ones before it.
    double strays = 2.0 * curve.toleranceNanolitres() + 1;
    for (Map.Entry<Instant, Long> point : added.entrySet()) {
      assertThat(at(curve, point.getKey()))
          .isBetween(point.getValue() - strays, point.getValue() + strays);
    }
  }

  @Example
  void aPumpThatRunsEvenlyIsOneStretch() {
    Curve curve = Curve.startingAt(T0);
    for (int second = 0; second < 36_000; second++) {
      // 10.0005 mL/h, counted to the whole nanolitre below.
      long before = (long) (second * 2777.9166);
      long after = (long) ((second + 1) * 2777.9166);
      curve = curve.plus(T0.plusSeconds(second), T0.plusSeconds(second + 1), after - before);
    }
    assertThat(curve.segments()).hasSize(1);
    assertThat(curve.segments().get(0).to()).isEqualTo(T0.plusSeconds(36_000));
  }

  @Example
  void aPauseAndABolusAreStretchesOfTheirOwn() {
    Curve curve =
        Curve.startingAt(T0)
            .plus(T0, T0.plusSeconds(60), 600_000)
            .plus(T0.plusSeconds(120), T0.plusSeconds(180), 600_000)
            .plus(T0.plusSeconds(180), T0.plusSeconds(180), 5_000_000);
    assertThat(curve.segments())
        .containsExactly(
            new Curve.Segment(T0, T0.plusSeconds(60), 600_000),
            new Curve.Segment(T0.plusSeconds(120), T0.plusSeconds(180), 600_000),
            new Curve.Segment(T0.plusSeconds(180), T0.plusSeconds(180), 5_000_000));
  }

  @Example
  void aVolumeThatNoPumpReachesIsLeftOut() {
    Curve full = Curve.startingAt(T0).plus(T0, T0.plusSeconds(1), Curve.MAX_NANOLITRES);
    assertThat(full.plus(T0.plusSeconds(1), T0.plusSeconds(2), 1)).isEqualTo(full);
    assertThat(full.plus(T0.plusSeconds(1), T0.plusSeconds(2), -1)).isEqualTo(full);
  }
}
