package io.rivulet.alerting.watchdog;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Where a reader stands: by partition, the next offset it reads. */
@FunctionalInterface
public interface GroupPositions {
  /**
   * The positions; empty where nothing was ever read.
   *
   * @throws Exception where they cannot be told now
   */
  Map<TopicPartition, Long> read() throws Exception;
}
