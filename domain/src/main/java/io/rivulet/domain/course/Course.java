package io.rivulet.domain.course;

import io.rivulet.domain.reading.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Elements taken in any order and judged as if they had come in order. A rule steps over them in
 * the order of their {@link Origin}: an element later than all before takes one step; a late one
 * has the rule go again over the elements held, from the base, where what lies beyond the horizon
 * was folded away. So the state is a function of the set of elements, as long as none comes later
 * than the horizon allows.
 *
 * <p>Repeats are recognised among the elements held. One that lies at or before the last folded
 * element changes nothing, and the caller is told.
 *
 * <p>A course is mutable and confined to one thread; the states it hands out are not mutable.
 *
 * @param <E> what is judged
 * @param <S> where the rule stands
 */
public final class Course<E, S> {
  private final Function<? super E, Origin> originOf;
  private final Horizon horizon;
  private final Held<E> held;
  private Rule<E, S> rule;
  private S base;
  private Optional<Origin> folded;
  private S state;
  private Optional<Origin> latest;

  private Course(
      Function<? super E, Origin> originOf,
      Rule<E, S> rule,
      Horizon horizon,
      Held<E> held,
      S base,
      Optional<Origin> folded) {
    this.originOf = originOf;
    this.horizon = horizon;
    this.held = held;
    this.rule = rule;
    this.base = base;
    this.folded = folded;
    this.latest = held.latest().or(() -> folded);
    this.state = base;
    goOver();
  }

  /**
   * A course that begins.
   *
   * @param originOf where an element came from
   * @param rule judges the elements
   * @param horizon how far back late elements are taken
   */
  public static <E, S> Course<E, S> begin(
      Function<? super E, Origin> originOf, Rule<E, S> rule, Horizon horizon) {
    return resume(
        originOf, rule, horizon, new HeldList<E>(originOf), rule.start(), Optional.empty());
  }

  /**
   * A course as it was left.
   *
   * @param originOf where an element came from
   * @param rule judges the elements; another one than before applies from the base on
   * @param horizon how far back late elements are taken
   * @param held the elements held, all later than the last one folded
   * @param base what {@link #base} was
   * @param folded what {@link #folded} was
   */
  public static <E, S> Course<E, S> resume(
      Function<? super E, Origin> originOf,
      Rule<E, S> rule,
      Horizon horizon,
      Held<E> held,
      S base,
      Optional<Origin> folded) {
    return new Course<>(originOf, rule, horizon, held, base, folded);
  }

  /** Takes one element, and says what became of it. */
  public Taken take(E element) {
    Origin origin = originOf.apply(element);
    if (latest.isEmpty() || latest.get().compareTo(origin) < 0) {
      held.append(element);
      latest = Optional.of(origin);
      state = rule.step(state, element);
      fold();
      return Taken.NEXT;
    }
    if (folded.isPresent() && folded.get().compareTo(origin) >= 0) {
      return Taken.BEYOND_HORIZON;
    }
    if (!held.insert(element)) {
      return Taken.REPEAT;
    }
    goOver();
    fold();
    return Taken.LATE;
  }

  /**
   * Judges by another rule from the base on: a plan or limits changed. What was folded away stays
   * as the rule before it found it.
   */
  public void follow(Rule<E, S> other) {
    rule = other;
    goOver();
  }

  /** Where the rule stands after the latest element. */
  public S state() {
    return state;
  }

  /** Where the rule stood after the last folded element. */
  public S base() {
    return base;
  }

  /** The last element that was folded away; what is not after it is beyond the horizon. */
  public Optional<Origin> folded() {
    return folded;
  }

  /** The latest element of all. */
  public Optional<Origin> latest() {
    return latest;
  }

  /** The elements held, in order. */
  public Held<E> held() {
    return held;
  }

  private void goOver() {
    S next = base;
    for (E element : held) {
      next = rule.step(next, element);
    }
    state = next;
  }

  private void fold() {
    Instant before = latest.orElseThrow().time().minus(horizon.lateness());
    boolean any = fold(before, horizon.atLeast());
    if (held.size() > horizon.atMost()) {
      any |= fold(Instant.MAX, horizon.atMost());
    }
    if (any) {
      Instant end = folded.orElseThrow().time();
      base = rule.forget(base, end);
      state = rule.forget(state, end);
    }
  }

  private boolean fold(Instant before, int keeping) {
    boolean any = false;
    for (List<E> oldest = held.takeOldest(before, keeping);
        !oldest.isEmpty();
        oldest = held.takeOldest(before, keeping)) {
      for (E element : oldest) {
        base = rule.step(base, element);
      }
      folded = Optional.of(originOf.apply(oldest.get(oldest.size() - 1)));
      any = true;
    }
    return any;
  }
}
