package io.rivulet.runtime.kafka;

import org.apache.kafka.common.TopicPartition;

/**
 * A step of one partition.
 *
 * @param from the offset reading stood at
 * @param to the offset it will stand at
 * @param lost offsets in between that Kafka no longer has
 */
public record OffsetMove(TopicPartition partition, long from, long to, long lost) {
  /** Refuses a step that goes nowhere or back. */
  public OffsetMove {
    if (from < 0 || to <= from || lost < 0 || lost > to - from) {
      throw new IllegalArgumentException(
          partition + " cannot move from " + from + " to " + to + ", " + lost + " lost");
    }
  }
}
