package io.rivulet.benchmarks;

import java.util.List;

/** A plain timed loop. It shows orders of magnitude, not the last nanosecond. */
final class Loop {
  private static volatile int seen;

  private Loop() {}

  /** What is repeated; its result is used, so that the compiler cannot leave it out. */
  @FunctionalInterface
  interface Body {
    /**
     * Runs once.
     *
     * @param i counts up from 0 in each round
     */
    Object run(int i) throws Exception;
  }

  static Figure time(String name, Rounds rounds, int operations, Body body) throws Exception {
    if (operations < 1) {
      throw new IllegalArgumentException("--operations " + operations + " is below 1");
    }
    List<Double> nanos =
        rounds.run(
            round -> {
              int sum = 0;
              long startedNanos = System.nanoTime();
              for (int i = 0; i < operations; i++) {
                sum += body.run(i).hashCode() & 1;
              }
              double each = (double) (System.nanoTime() - startedNanos) / operations;
              seen = sum;
              return each;
            });
    if (seen < 0) {
      throw new IllegalStateException("a sum of bits is below 0");
    }
    return new Figure(name, "ns/op", nanos);
  }
}
