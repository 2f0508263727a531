package io.rivulet.store.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** What thinning and bucketing keep, whatever the values. */
class SeriesProperties {
  private static Points points(List<Integer> values, int most) {
    Points points = new Points(most);
    for (int i = 0; i < values.size(); i++) {
      points.add(i * 1_000_000L, values.get(i));
    }
    points.order();
    return points;
  }

  @Property(tries = 300)
  @Requirement("HIST-013")
  void aThinnedSeriesHasTheCountThatWasAskedForInOrderWithFirstAndLast(
      @ForAll @Size(min = 1, max = 400) List<@IntRange(min = -50, max = 300) Integer> values,
      @ForAll @IntRange(min = 3, max = 120) int wanted) {
    Points points = points(values, 1 << 20);

    int[] kept = Triangles.keep(points, 0, points.size(), wanted);

    assertThat(kept).hasSize(Math.min(wanted, values.size())).isSorted().doesNotHaveDuplicates();
    assertThat(kept[0]).isZero();
    assertThat(kept[kept.length - 1]).isEqualTo(values.size() - 1);
  }

  /** Of a flat series with one peak the peak is what makes the largest triangle of its bucket. */
  @Property(tries = 300)
  @Requirement("HIST-013")
  void anExtremeThatStandsOutIsKept(
      @ForAll @IntRange(min = 10, max = 2_000) int size,
      @ForAll @IntRange(min = 0, max = 1_999) int place,
      @ForAll @IntRange(min = 3, max = 50) int wanted,
      @ForAll boolean up) {
    int peak = place % size;
    Points points = new Points();
    for (int i = 0; i < size; i++) {
      points.add(i * 1_000_000L, i == peak ? (up ? 250 : -250) : 0);
    }

    int[] kept = Triangles.keep(points, 0, size, wanted);

    assertThat(kept).contains(peak);
  }

  @Property(tries = 300)
  @Requirement("HIST-013")
  void whatIsTooMuchForMemoryKeepsLeastAndGreatestFirstAndLast(
      @ForAll @Size(min = 17, max = 2_000) List<@IntRange(min = -50, max = 300) Integer> values) {
    Points points = points(values, 16);

    List<Double> left = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      left.add(points.value(i));
    }

    assertThat(left).hasSizeLessThanOrEqualTo(16);
    assertThat(left).contains(least(values), greatest(values));
    assertThat(points.time(points.size() - 1)).isEqualTo((values.size() - 1) * 1_000_000L);
  }

  private static double least(List<Integer> values) {
    return values.stream().mapToInt(i -> i).min().orElseThrow();
  }

  private static double greatest(List<Integer> values) {
    return values.stream().mapToInt(i -> i).max().orElseThrow();
  }

  @Property(tries = 300)
  @Requirement("HIST-014")
  void bucketsHoldEveryValueOnceInWhateverOrder(
      @ForAll @Size(min = 1, max = 300) List<@LongRange(min = -86_400, max = 86_400) Long> seconds,
      @ForAll @IntRange(min = 1, max = 7_200) int width)
      throws IOException {
    Buckets buckets = new Buckets(Duration.ofSeconds(width));
    double[] sum = new double[1];
    for (long second : seconds) {
      buckets.add(second * 1_000_000, second / 3.0);
      sum[0] += second / 3.0;
    }
    long[] counted = new long[1];
    double[] summed = new double[1];
    double[] ends = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    List<Long> starts = new ArrayList<>();
    buckets.each(
        (start, bucket) -> {
          counted[0] += bucket.count();
          starts.add(start);
          if (bucket.count() > 0) {
            summed[0] += bucket.sum();
            ends[0] = Math.min(ends[0], bucket.min());
            ends[1] = Math.max(ends[1], bucket.max());
            assertThat(bucket.last()).isBetween(bucket.min(), bucket.max());
            assertThat(bucket.min() * 3_000_000).isGreaterThanOrEqualTo(start - 1);
            assertThat(bucket.max() * 3_000_000).isLessThan(start + width * 1_000_000.0);
          }
        });

    assertThat(counted[0]).isEqualTo(seconds.size());
    assertThat(summed[0]).isCloseTo(sum[0], within(1e-6));
    assertThat(ends[0]).isEqualTo(seconds.stream().mapToLong(s -> s).min().orElseThrow() / 3.0);
    assertThat(ends[1]).isEqualTo(seconds.stream().mapToLong(s -> s).max().orElseThrow() / 3.0);
    assertThat(starts).isSorted().doesNotHaveDuplicates();
    assertThat(starts).allMatch(start -> Math.floorMod(start, width * 1_000_000L) == 0);
  }

  /**
   * What pages show together is what was there, whatever their sizes: keys are told back exactly.
   */
  @Property(tries = 300)
  @Requirement("HIST-015")
  void aCursorTellsItsKeyBackAndBelongsToOneQuestionAndOneScope(
      @ForAll @Size(min = 1, max = 4) List<String> texts,
      @ForAll String question,
      @ForAll String other) {
    List<String> keys =
        texts.stream()
            .map(text -> text.codePoints().filter(c -> !Character.isISOControl(c)))
            .map(
                points ->
                    points
                        .filter(c -> c < Character.MIN_SURROGATE)
                        .limit(60)
                        .collect(
                            StringBuilder::new,
                            StringBuilder::appendCodePoint,
                            StringBuilder::append)
                        .toString())
            .toList();
    String cursor = new Cursor(keys).encode(question);

    assertThat(Cursor.decode(question, keys.size(), cursor).values()).isEqualTo(keys);
    if (!Arrays.equals(
        question.getBytes(java.nio.charset.StandardCharsets.UTF_8),
        other.getBytes(java.nio.charset.StandardCharsets.UTF_8))) {
      org.assertj.core.api.Assertions.assertThatThrownBy(
              () -> Cursor.decode(other, keys.size(), cursor))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
