package io.rivulet.store.read;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far landing has come, exact as of one moment.
 *
 * @param topics one for each topic that has ever been read, ordered by name
 * @param tables one for each table, ordered by name
 */
public record PipelineStatus(List<TopicStatus> topics, List<TableRows> tables) {
  /** Keeps lists that nobody changes. */
  public PipelineStatus {
    topics = List.copyOf(topics);
    tables = List.copyOf(tables);
  }

  /**
   * One Kafka topic.
   *
   * @param topic its Kafka name, with prefix
   * @param records records read
   * @param rows rows that these added or restated
   * @param repeats records that repeated what was already there
   * @param unlandable records set aside in table {@code unlandable}
   * @param lastLanded when the latest batch was landed; empty before the first
   * @param offsets one for each partition, ordered
   */
  public record TopicStatus(
      String topic,
      long records,
      long rows,
      long repeats,
      long unlandable,
      Optional<Instant> lastLanded,
      List<PartitionOffset> offsets) {
    /** Keeps a list that nobody changes. */
    public TopicStatus {
      offsets = List.copyOf(offsets);
    }
  }

  /**
   * Where landing will go on.
   *
   * @param partition 0 or more
   * @param nextOffset the first offset not landed
   */
  public record PartitionOffset(int partition, long nextOffset) {}

  /**
   * The size of one table.
   *
   * @param table its name in schema {@code rivulet}
   * @param estimatedRows the database's estimate, which may lag; 0 where it has none yet
   */
  public record TableRows(String table, long estimatedRows) {}
}
