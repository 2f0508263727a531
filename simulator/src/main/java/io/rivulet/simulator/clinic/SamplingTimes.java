package io.rivulet.simulator.clinic;

import java.util.function.IntPredicate;

/** At which seconds of a session a device sends, and how many messages it has sent before. */
final class SamplingTimes {
  private final int[] countBefore;

  SamplingTimes(int seconds, IntPredicate sends) {
    countBefore = new int[seconds + 1];
    for (int second = 0; second < seconds; second++) {
      countBefore[second + 1] = countBefore[second] + (sends.test(second) ? 1 : 0);
    }
  }

  boolean sends(int second) {
    return countBefore[second + 1] > countBefore[second];
  }

  /** The device's count of its messages, from 0. */
  long sequence(int second) {
    return countBefore[second];
  }
}
