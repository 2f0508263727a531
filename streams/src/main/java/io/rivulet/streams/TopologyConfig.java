package io.rivulet.streams;

import io.rivulet.domain.unattributed.UnattributedRules;
import io.rivulet.domain.watch.WatchRules;
import java.time.Duration;
import java.util.Optional;

/**
 * What shapes the topology.
 *
 * @param topicPrefix prefix of topic names
 * @param partitions partitions of the telemetry and session topics, which must agree
 * @param latenessHorizon how much older than the latest a sample may be and surely count, and how
 *     long after its closing a session still takes samples
 * @param unattributedMax samples kept for each device that is bound to no session
 * @param liveMax courses of a kind that a task keeps in memory; the rest is on disk
 * @param watch what is silent, overdue or too far off, by receipt; empty where times of receipt
 *     mean nothing, as in a replay
 * @param unattributed what an infusion is that is bound to no session
 * @param urgentCommit least time between commits that what may be urgent asks for; zero asks for
 *     none
 */
public record TopologyConfig(
    String topicPrefix,
    int partitions,
    Duration latenessHorizon,
    int unattributedMax,
    int liveMax,
    Optional<WatchRules> watch,
    UnattributedRules unattributed,
    Duration urgentCommit) {
  private static final Duration URGENT_COMMIT = Duration.ofMillis(20);

  /** With the default rules for silence, overdue pressure, clocks and unattributed infusions. */
  public TopologyConfig(
      String topicPrefix,
      int partitions,
      Duration latenessHorizon,
      int unattributedMax,
      int liveMax) {
    this(
        topicPrefix,
        partitions,
        latenessHorizon,
        unattributedMax,
        liveMax,
        Optional.of(WatchRules.DEFAULT),
        UnattributedRules.DEFAULT,
        URGENT_COMMIT);
  }

  /** The same without the rules by receipt, for what is fed when nobody receives it. */
  public TopologyConfig withoutWatch() {
    return new TopologyConfig(
        topicPrefix,
        partitions,
        latenessHorizon,
        unattributedMax,
        liveMax,
        Optional.empty(),
        unattributed,
        urgentCommit);
  }

  /** Refuses a topology without partitions, and negative bounds. */
  public TopologyConfig {
    if (partitions < 1
        || unattributedMax < 0
        || liveMax < 1
        || latenessHorizon.isNegative()
        || urgentCommit.isNegative()) {
      throw new IllegalArgumentException(
          "partitions "
              + partitions
              + ", unattributed samples "
              + unattributedMax
              + ", courses in memory "
              + liveMax
              + ", lateness horizon "
              + latenessHorizon
              + ", least time between urgent commits "
              + urgentCommit);
    }
  }

  /** With as many courses in memory as the settings have by default. */
  public TopologyConfig(
      String topicPrefix, int partitions, Duration latenessHorizon, int unattributedMax) {
    this(topicPrefix, partitions, latenessHorizon, unattributedMax, 20_000);
  }
}
