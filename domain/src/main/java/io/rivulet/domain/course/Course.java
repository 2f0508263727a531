package io.rivulet.domain.course;

import io.rivulet.domain.reading.Origin;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
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
  /** So that an element that is late by little does not cost the whole of what is held. */
  private static final int MARK_EVERY = 32;

  private static final int MARKS = 4;

  private final Function<? super E, Origin> originOf;
  private final Horizon horizon;
  private final Held<E> held;
  private Rule<E, S> rule;
  private S base;
  private Optional<Origin> folded;
  private S state;
  private Optional<Origin> latest;
  private int sinceMark;

  /** Where the rule stood after some of the elements held; oldest first. */
  private final Deque<Mark<S>> marks = new ArrayDeque<>(MARKS);

  private record Mark<S>(Origin after, S state) {}

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
    this.state = over(base, held);
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
      mark(origin);
      fold();
      return Taken.NEXT;
    }
    if (folded.isPresent() && folded.get().compareTo(origin) >= 0) {
      return Taken.BEYOND_HORIZON;
    }
    if (!held.insert(element)) {
      return Taken.REPEAT;
    }
    goOverFrom(origin);
    fold();
    return Taken.LATE;
  }

  /**
   * Judges by another rule from the base on: a plan or limits changed. What was folded away stays
   * as the rule before it found it.
   */
  public void follow(Rule<E, S> other) {
    rule = other;
    marks.clear();
    state = over(base, held);
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

  /** Goes again over what may have changed: from the last mark before an origin, or the base. */
  private void goOverFrom(Origin origin) {
    while (!marks.isEmpty() && marks.getLast().after().compareTo(origin) > 0) {
      marks.removeLast();
    }
    state =
        marks.isEmpty()
            ? over(base, held)
            : over(marks.getLast().state(), held.after(marks.getLast().after()));
  }

  private S over(S from, Iterable<E> elements) {
    S next = from;
    for (E element : elements) {
      next = rule.step(next, element);
    }
    return next;
  }

  private void mark(Origin origin) {
    sinceMark++;
    if (sinceMark >= MARK_EVERY) {
      if (marks.size() == MARKS) {
        marks.removeFirst();
      }
      marks.addLast(new Mark<>(origin, state));
      sinceMark = 0;
    }
  }

  private void fold() {
    Instant before = latest.orElseThrow().time().minus(horizon.lateness());
    boolean any = fold(before, horizon.atLeast());
    if (held.size() > horizon.atMost()) {
      any |= fold(Instant.MAX, horizon.atMost());
    }
    if (any) {
      forget(folded.orElseThrow());
    }
  }

  private void forget(Origin end) {
    base = rule.forget(base, end.time());
    state = rule.forget(state, end.time());
    List<Mark<S>> kept =
        marks.stream()
            .filter(mark -> mark.after().compareTo(end) > 0)
            .map(mark -> new Mark<>(mark.after(), rule.forget(mark.state(), end.time())))
            .toList();
    marks.clear();
    marks.addAll(kept);
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
