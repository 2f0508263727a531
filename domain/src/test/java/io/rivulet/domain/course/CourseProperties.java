package io.rivulet.domain.course;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.reading.Origin;
import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class CourseProperties {
  private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");
  private static final Duration LATENESS = Duration.ofSeconds(60);
  private static final Horizon ENDLESS =
      new Horizon(Duration.ofDays(1), 1_000_000, Integer.MAX_VALUE);

  /** What a rule may do at its worst: every step depends on all before, in their order. */
  private record Chained(long hash, List<Instant> recent) {}

  private static final class Chaining implements Rule<Origin, Chained> {
    private final int factor;

    Chaining(int factor) {
      this.factor = factor;
    }

    @Override
    public Chained start() {
      return new Chained(7, List.of());
    }

    @Override
    public Chained step(Chained state, Origin element) {
      List<Instant> recent = new ArrayList<>(state.recent());
      recent.add(element.time());
      return new Chained(state.hash() * factor + element.hashCode(), List.copyOf(recent));
    }

    @Override
    public Chained forget(Chained state, Instant before) {
      return new Chained(
          state.hash(), state.recent().stream().filter(time -> !time.isBefore(before)).toList());
    }
  }

  private static final Chaining RULE = new Chaining(31);

  private static Course<Origin, Chained> course(Horizon horizon) {
    return Course.begin(origin -> origin, RULE, horizon);
  }

  /** Times that collide and pause, sequences that restart, two devices. */
  private static List<Origin> origins(Random random, int size) {
    TreeSet<Origin> distinct = new TreeSet<>();
    long second = 0;
    for (int i = 0; i < size; i++) {
      second += random.nextInt(20) == 0 ? 200 : random.nextInt(4);
      distinct.add(
          new Origin(
              "clinic",
              new DeviceId("device-" + random.nextInt(2)),
              T0.plusSeconds(second),
              random.nextInt(3)));
    }
    return List.copyOf(distinct);
  }

  /** An order in which every element comes within the lateness, some of them again. */
  private static List<Origin> delayed(Random random, List<Origin> ordered) {
    Map<Origin, Long> arrivalMillis = new HashMap<>();
    for (Origin origin : ordered) {
      long delay = random.nextInt(3) == 0 ? random.nextLong(LATENESS.toMillis()) : 0;
      arrivalMillis.put(origin, origin.time().toEpochMilli() + delay);
    }
    List<Origin> arrived = new ArrayList<>(ordered);
    ordered.stream().filter(origin -> random.nextInt(4) == 0).forEach(arrived::add);
    java.util.Collections.shuffle(arrived, random);
    arrived.sort(Comparator.comparing(arrivalMillis::get));
    return arrived;
  }

  @Property(tries = 500)
  @Requirement("COURSE-001")
  void anyOrderWithinTheHorizonEndsInTheStateOfTheSortedSet(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int size) {
    Random random = new Random(seed);
    List<Origin> ordered = origins(random, size);
    Horizon horizon = new Horizon(LATENESS, random.nextInt(10), 1000);
    Course<Origin, Chained> inOrder = course(horizon);
    ordered.forEach(origin -> assertThat(inOrder.take(origin)).isEqualTo(Taken.NEXT));

    Course<Origin, Chained> course = course(horizon);
    long counted = delayed(random, ordered).stream().filter(o -> course.take(o).counts()).count();

    assertThat(counted).isEqualTo(ordered.size());
    assertThat(course.state()).isEqualTo(inOrder.state());
    assertThat(course.base()).isEqualTo(inOrder.base());
    assertThat(course.held()).containsExactlyElementsOf(inOrder.held());
  }

  @Property(tries = 300)
  @Requirement("COURSE-001")
  void withNothingFoldedEveryPermutationEndsInOneState(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int size) {
    Random random = new Random(seed);
    List<Origin> ordered = origins(random, size);
    Course<Origin, Chained> inOrder = course(ENDLESS);
    ordered.forEach(inOrder::take);
    List<Origin> arrived = new ArrayList<>(ordered);
    arrived.addAll(ordered.subList(0, random.nextInt(ordered.size() + 1)));
    java.util.Collections.shuffle(arrived, random);

    Course<Origin, Chained> course = course(ENDLESS);
    arrived.forEach(course::take);

    assertThat(course.state()).isEqualTo(inOrder.state());
    assertThat(course.latest()).isEqualTo(inOrder.latest());
  }

  @Property(tries = 300)
  @Requirement("COURSE-002")
  void foldingChangesNothingThatIsFoundLater(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int size) {
    Random random = new Random(seed);
    List<Origin> arrived = delayed(random, origins(random, size));
    Course<Origin, Chained> whole = course(ENDLESS);
    Course<Origin, Chained> folding = course(new Horizon(LATENESS, random.nextInt(20), 1000));
    for (Origin origin : arrived) {
      whole.take(origin);
      folding.take(origin);

      Instant end = folding.folded().map(Origin::time).orElse(Instant.MIN);
      assertThat(folding.state()).isEqualTo(RULE.forget(whole.state(), end));
    }
  }

  @Property(tries = 300)
  @Requirement("COURSE-003")
  void whatIsNotAfterTheFoldedChangesNothing(
      @ForAll long seed, @ForAll @IntRange(min = 100, max = 300) int size) {
    Random random = new Random(seed);
    List<Origin> ordered = origins(random, size);
    Course<Origin, Chained> course = course(new Horizon(LATENESS, 5, 1000));
    ordered.forEach(course::take);
    Chained before = course.state();

    for (Origin origin : ordered) {
      boolean folded = course.folded().isPresent() && course.folded().get().compareTo(origin) >= 0;
      assertThat(course.take(origin)).isEqualTo(folded ? Taken.BEYOND_HORIZON : Taken.REPEAT);
    }
    assertThat(course.state()).isSameAs(before);
  }

  @Property(tries = 200)
  @Requirement("COURSE-004")
  void asManyAreHeldAsTheHorizonSays(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 300) int size,
      @ForAll @IntRange(min = 0, max = 30) int atLeast) {
    List<Origin> arrived = delayed(new Random(seed), origins(new Random(seed), size));
    int atMost = atLeast + 10;
    Course<Origin, Chained> course = course(new Horizon(LATENESS, atLeast, atMost));
    int counted = 0;
    for (Origin origin : arrived) {
      counted += course.take(origin).counts() ? 1 : 0;

      assertThat(course.held().size()).isBetween(Math.min(counted, atLeast), atMost);
    }
  }

  @Property(tries = 200)
  @Requirement("COURSE-005")
  void anotherRuleAppliesFromTheBaseOn(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int size) {
    List<Origin> ordered = origins(new Random(seed), size);
    Course<Origin, Chained> course = course(new Horizon(LATENESS, 5, 1000));
    ordered.forEach(course::take);
    Chaining other = new Chaining(17);

    course.follow(other);

    Chained expected = course.base();
    for (Origin origin : course.held()) {
      expected = other.step(expected, origin);
    }
    assertThat(course.state()).isEqualTo(expected);
  }

  @Property(tries = 200)
  @Requirement("COURSE-006")
  void aCourseThatIsResumedGoesOnAsIfItHadNotStopped(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int size) {
    Random random = new Random(seed);
    List<Origin> arrived = delayed(random, origins(random, size));
    Horizon horizon = new Horizon(LATENESS, 5, 1000);
    Course<Origin, Chained> through = course(horizon);
    Course<Origin, Chained> resumed = course(horizon);
    for (Origin origin : arrived) {
      assertThat(resumed.take(origin)).isEqualTo(through.take(origin));
      if (random.nextInt(10) == 0) {
        HeldList<Origin> held = new HeldList<>(element -> element);
        resumed.held().forEach(held::append);
        resumed =
            Course.resume(
                element -> element, RULE, horizon, held, resumed.base(), resumed.folded());
      }
    }
    assertThat(resumed.state()).isEqualTo(through.state());
    assertThat(resumed.latest()).isEqualTo(through.latest());
  }
}
