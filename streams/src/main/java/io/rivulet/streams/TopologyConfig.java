package io.rivulet.streams;

import java.time.Duration;

/**
 * What shapes the topology.
 *
 * @param topicPrefix prefix of topic names
 * @param partitions partitions of the telemetry and session topics, which must agree
 * @param latenessHorizon how long after its closing a session still takes late samples
 * @param unattributedMax samples kept for each device that is bound to no session
 */
public record TopologyConfig(
    String topicPrefix, int partitions, Duration latenessHorizon, int unattributedMax) {
  /** Refuses a topology without partitions, and negative bounds. */
  public TopologyConfig {
    if (partitions < 1 || unattributedMax < 0 || latenessHorizon.isNegative()) {
      throw new IllegalArgumentException(
          "partitions "
              + partitions
              + ", unattributed samples "
              + unattributedMax
              + ", lateness horizon "
              + latenessHorizon);
    }
  }
}
