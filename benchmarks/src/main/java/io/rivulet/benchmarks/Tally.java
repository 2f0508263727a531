package io.rivulet.benchmarks;

import java.util.BitSet;
import java.util.stream.LongStream;

/**
 * What became of a run of numbered messages.
 *
 * @param missing messages that are nowhere
 * @param repeated how often one was found again, each time counted
 */
record Tally(long missing, long repeated) {
  /**
   * Counts.
   *
   * @param first the number of the first message; each has the next one
   * @param count how many there are
   * @param found the number of each record; what is not of this run is left out
   */
  static Tally of(long first, int count, LongStream found) {
    BitSet seen = new BitSet(count);
    long[] ours = found.filter(number -> number >= first && number < first + count).toArray();
    for (long number : ours) {
      seen.set((int) (number - first));
    }
    return new Tally(count - seen.cardinality(), ours.length - seen.cardinality());
  }
}
