package io.rivulet.onebox.backtest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * What one set of limits found beside what the other found of the same: at least one is there.
 *
 * @param before what fired
 * @param after what would have fired
 */
public record Pair(Optional<Finding> before, Optional<Finding> after) {
  /** How the two relate. */
  public enum Outcome {
    /** Both, and they say the same. */
    SAME,
    /** Both, with another start, end, level, peak or number of readings. */
    CHANGED,
    /** It fired and would not have. */
    GONE,
    /** It did not fire and would have. */
    NEW
  }

  private static final Comparator<Pair> ORDER = Comparator.comparing(Pair::either, Finding.ORDER);

  /** Refuses a pair of nothing. */
  public Pair {
    if (before.isEmpty() && after.isEmpty()) {
      throw new IllegalArgumentException("a pair needs a finding on at least one side");
    }
  }

  /** How the two relate. */
  public Outcome outcome() {
    if (before.isEmpty()) {
      return Outcome.NEW;
    }
    if (after.isEmpty()) {
      return Outcome.GONE;
    }
    return before.get().saysTheSame(after.get()) ? Outcome.SAME : Outcome.CHANGED;
  }

  /** Which rule. */
  public Rule rule() {
    return either().rule();
  }

  private Finding either() {
    return before.or(() -> after).orElseThrow();
  }

  /**
   * Every finding of both sides, once: the same id belongs together, then findings of one rule that
   * share any time, the earlier ones first. What is left stands alone.
   */
  static List<Pair> of(Collection<Finding> before, Collection<Finding> after) {
    List<Finding> remaining = new ArrayList<>(after);
    remaining.sort(Finding.ORDER);
    List<Finding> alone = new ArrayList<>();
    List<Pair> pairs = new ArrayList<>();
    for (Finding finding : before.stream().sorted(Finding.ORDER).toList()) {
      match(finding, remaining, (a, b) -> a.id().equals(b.id()))
          .ifPresentOrElse(pairs::add, () -> alone.add(finding));
    }
    for (Finding finding : alone) {
      pairs.add(
          match(finding, remaining, (a, b) -> a.comparable(b) && a.overlaps(b))
              .orElseGet(() -> new Pair(Optional.of(finding), Optional.empty())));
    }
    remaining.forEach(finding -> pairs.add(new Pair(Optional.empty(), Optional.of(finding))));
    pairs.sort(ORDER);
    return List.copyOf(pairs);
  }

  private static Optional<Pair> match(
      Finding finding, List<Finding> candidates, BiPredicate<Finding, Finding> belongs) {
    for (int i = 0; i < candidates.size(); i++) {
      if (belongs.test(finding, candidates.get(i))) {
        return Optional.of(new Pair(Optional.of(finding), Optional.of(candidates.remove(i))));
      }
    }
    return Optional.empty();
  }
}
