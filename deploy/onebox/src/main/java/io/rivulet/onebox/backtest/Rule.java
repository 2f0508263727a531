package io.rivulet.onebox.backtest;

import java.util.Comparator;
import java.util.Objects;

/**
 * Which rule found something. Findings of one rule are counted together.
 *
 * @param category EXCURSION, or the category of an alert, such as DOSE_MISMATCH
 * @param source NIBP, ART or MONITOR for an excursion; empty otherwise
 * @param component systolic, diastolic, mean or a vital sign for an excursion; empty otherwise
 * @param direction high or low for an excursion; empty otherwise
 */
public record Rule(String category, String source, String component, String direction)
    implements Comparable<Rule> {
  private static final Comparator<Rule> ORDER =
      Comparator.comparing(Rule::category)
          .thenComparing(Rule::source)
          .thenComparing(Rule::component)
          .thenComparing(Rule::direction);

  /** Refuses missing parts. */
  public Rule {
    Objects.requireNonNull(category, "category");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(component, "component");
    Objects.requireNonNull(direction, "direction");
  }

  /** A rule that is told by its category alone. */
  static Rule of(String category) {
    return new Rule(category, "", "", "");
  }

  @Override
  public int compareTo(Rule other) {
    return ORDER.compare(this, other);
  }

  /** In words: the category, then what it looked at. */
  @Override
  public String toString() {
    return String.join(" ", category, source, component, direction).strip();
  }
}
