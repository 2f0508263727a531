package io.rivulet.benchmarks;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** How often something is measured: rounds that are thrown away, then rounds that count. */
final class Rounds {
  private static final int MOST = 100;

  @Option(
      names = "--warm-up",
      defaultValue = "1",
      description = "rounds before those that count (default ${DEFAULT-VALUE})")
  int warmUp;

  @Option(
      names = "--rounds",
      defaultValue = "3",
      description = "rounds that count (default ${DEFAULT-VALUE})")
  int counted;

  /** One round. */
  @FunctionalInterface
  interface Round<T> {
    /**
     * Measures once.
     *
     * @param number counts up from 0, over warm-up rounds too
     */
    T measure(int number) throws Exception;
  }

  /** What the counted rounds gave, in order. */
  <T> List<T> run(Round<T> round) throws Exception {
    if (warmUp < 0 || counted < 1 || warmUp + counted > MOST) {
      throw new IllegalArgumentException(
          "%d warm-up and %d counted rounds: give 0 or more and 1 or more, at most %d in all"
              .formatted(warmUp, counted, MOST));
    }
    List<T> results = new ArrayList<>();
    for (int number = 0; number < warmUp + counted; number++) {
      T result = round.measure(number);
      if (number >= warmUp) {
        results.add(result);
      }
    }
    return results;
  }
}
