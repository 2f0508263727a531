package io.rivulet.benchmarks;

import java.util.Arrays;
import java.util.BitSet;

/**
 * What became of a run of numbered messages.
 *
 * @param lost messages that are neither in Kafka nor with the broker any more
 * @param left messages that are not in Kafka, but still with the broker, unacknowledged
 * @param repeated how often one was found in Kafka again, each time counted
 */
record Tally(long lost, long left, long repeated) {
  /**
   * Counts.
   *
   * @param first the number of the first message; each has the next one
   * @param count how many there are
   * @param inKafka the number of each record; what is not of this run is left out
   * @param withBroker the number of each message that the broker holds
   */
  static Tally of(long first, int count, long[] inKafka, long[] withBroker) {
    long[] ours = within(first, count, inKafka);
    BitSet stored = places(first, ours);
    BitSet anywhere = places(first, within(first, count, withBroker));
    anywhere.or(stored);
    return new Tally(
        count - anywhere.cardinality(),
        anywhere.cardinality() - stored.cardinality(),
        ours.length - stored.cardinality());
  }

  private static long[] within(long first, int count, long[] numbers) {
    return Arrays.stream(numbers)
        .filter(number -> number >= first && number < first + count)
        .toArray();
  }

  private static BitSet places(long first, long[] numbers) {
    BitSet places = new BitSet();
    for (long number : numbers) {
      places.set((int) (number - first));
    }
    return places;
  }

  /** Whether every message is in Kafka, once. */
  boolean isClean() {
    return lost + left + repeated == 0;
  }
}
