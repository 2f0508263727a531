package io.rivulet.benchmarks;

import java.util.List;

/**
 * One thing that was measured, several times.
 *
 * @param name what
 * @param unit of the values
 * @param values one a round, at least one
 */
record Figure(String name, String unit, List<Double> values) {
  /** Refuses a figure without values, and values that are no number. */
  Figure {
    values = values.stream().sorted().toList();
    if (values.isEmpty() || values.stream().anyMatch(v -> !Double.isFinite(v))) {
      throw new IllegalArgumentException(name + " has no values or one that is no number");
    }
  }

  /** A figure that was taken once. */
  static Figure once(String name, String unit, double value) {
    return new Figure(name, unit, List.of(value));
  }

  double median() {
    int middle = values.size() / 2;
    return values.size() % 2 == 1
        ? values.get(middle)
        : (values.get(middle - 1) + values.get(middle)) / 2;
  }

  double least() {
    return values.get(0);
  }

  double most() {
    return values.get(values.size() - 1);
  }

  /** The median of this as a share of the median of a limit. */
  Figure of(Figure limit, String ratioName) {
    return once(ratioName, "ratio", median() / limit.median());
  }
}
