package io.rivulet.alerting.watchdog;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Judges whether readers keep up: by how long the oldest record that a group has not read is there,
 * which is what a person waits, rather than by how many there are.
 */
final class LagProbe implements Probe {
  private static final int MOST_PARTITIONS = 2_000;
  private static final int MOST_LOOKED_INTO = 200;
  private static final int POLLS = 30;
  private static final Condition KAFKA = Condition.of(Ailment.KAFKA_AWAY, "kafka");
  private static final Set<Ailment> AILMENTS = Set.of(Ailment.KAFKA_AWAY, Ailment.PIPELINE_LAGS);

  private final Supplier<WatchdogPlan> plan;
  private final GroupOffsets offsets;
  private final Map<String, GroupPositions> others;
  private final UnreadAge unread;

  /**
   * A probe.
   *
   * @param others readers that keep their positions elsewhere, by group
   */
  LagProbe(
      Supplier<WatchdogPlan> plan,
      GroupOffsets offsets,
      Map<String, GroupPositions> others,
      UnreadAge unread) {
    this.plan = plan;
    this.offsets = offsets;
    this.others = Map.copyOf(others);
    this.unread = unread;
  }

  @Override
  public Look look(Instant now) throws Exception {
    Map<String, Map<TopicPartition, Long>> positions = new TreeMap<>();
    Set<String> groups = new HashSet<>(plan.get().groups());
    groups.addAll(others.keySet());
    try {
      for (Map.Entry<String, GroupPositions> other : others.entrySet()) {
        positions.put(other.getKey(), other.getValue().read());
      }
      for (String group : plan.get().groups()) {
        if (!others.containsKey(group)) {
          positions.put(group, offsets.of(group));
        }
      }
      return judged(positions, now);
    } catch (KafkaException e) {
      Set<Condition> unknown = groups.stream().map(LagProbe::condition).collect(Collectors.toSet());
      Observed away =
          Observed.ill(KAFKA, plan.get().lagAfter(), "Kafka does not answer", e.getMessage());
      return new Look(AILMENTS, List.of(away), unknown);
    }
  }

  private Look judged(Map<String, Map<TopicPartition, Long>> positions, Instant now) {
    Set<TopicPartition> all =
        positions.values().stream()
            .flatMap(group -> group.keySet().stream())
            .limit(MOST_PARTITIONS)
            .collect(Collectors.toSet());
    Map<TopicPartition, Long> ends = offsets.ends(all);
    List<Observed> observed = new ArrayList<>(List.of(Observed.well(KAFKA)));
    Set<Condition> unknown = new HashSet<>();
    positions.forEach(
        (group, stands) ->
            oldest(stands, ends)
                .ifPresentOrElse(
                    found -> observed.add(judged(group, found, now)),
                    () -> unknown.add(condition(group))));
    return new Look(AILMENTS, observed, unknown);
  }

  /** The oldest record that is not read; empty where it could not be learnt. */
  private Optional<Oldest> oldest(
      Map<TopicPartition, Long> stands, Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> behind = new HashMap<>();
    stands.entrySet().stream()
        .filter(entry -> ends.getOrDefault(entry.getKey(), 0L) > entry.getValue())
        .sorted(
            Comparator.comparing(
                (Map.Entry<TopicPartition, Long> entry) ->
                    entry.getValue() - ends.get(entry.getKey())))
        .limit(MOST_LOOKED_INTO)
        .forEach(entry -> behind.put(entry.getKey(), entry.getValue()));
    if (behind.isEmpty()) {
      return Optional.of(new Oldest(Optional.empty(), ""));
    }
    return unread
        .next(behind, ends, POLLS)
        .map(
            written ->
                written.entrySet().stream()
                    .min(Map.Entry.comparingByValue())
                    .map(one -> new Oldest(Optional.of(one.getValue()), one.getKey().toString()))
                    .orElse(new Oldest(Optional.empty(), "")));
  }

  private record Oldest(Optional<Instant> written, String where) {}

  private Observed judged(String group, Oldest oldest, Instant now) {
    Duration limit = plan.get().lagAfter();
    Duration age = oldest.written().map(at -> Duration.between(at, now)).orElse(Duration.ZERO);
    if (age.compareTo(limit) <= 0) {
      return Observed.well(condition(group));
    }
    return Observed.ill(
        condition(group),
        Duration.ZERO,
        "group " + group + " has not read what is older than " + doubled(limit, age),
        "the oldest is of " + oldest.written().orElseThrow() + " in " + oldest.where());
  }

  /**
   * The limit, doubled as often as the age allows: so a growing lag is news, but not each second.
   */
  private static Duration doubled(Duration limit, Duration age) {
    Duration shown = limit;
    while (shown.multipliedBy(2).compareTo(age) <= 0) {
      shown = shown.multipliedBy(2);
    }
    return shown;
  }

  private static Condition condition(String group) {
    return Condition.of(Ailment.PIPELINE_LAGS, group);
  }
}
