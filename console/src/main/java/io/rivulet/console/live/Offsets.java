package io.rivulet.console.live;

import io.rivulet.store.read.PipelineStatus.PartitionOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * How far partitions were read: of each the first offset that was not. Immutable.
 *
 * @param next by partition
 */
record Offsets(Map<TopicPartition, Long> next) {
  static final Offsets NONE = new Offsets(Map.of());

  Offsets {
    next = Map.copyOf(next);
  }

  /** Where landing stands. */
  static Offsets landed(Map<String, List<PartitionOffset>> landed) {
    Map<TopicPartition, Long> next = new HashMap<>();
    landed.forEach(
        (topic, offsets) ->
            offsets.forEach(
                offset ->
                    next.put(new TopicPartition(topic, offset.partition()), offset.nextOffset())));
    return new Offsets(next);
  }

  /** Whether everything that others hold is in here, too. */
  boolean covers(Offsets others) {
    return others.next.entrySet().stream()
        .allMatch(each -> next.getOrDefault(each.getKey(), 0L) >= each.getValue());
  }
}
