package io.rivulet.alerting.watchdog;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What Kafka knows of groups and topics. */
final class GroupOffsets implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 3_000;

  private final Map<String, Object> properties;
  private Optional<Admin> admin = Optional.empty();

  GroupOffsets(Map<String, Object> kafka) {
    properties = new HashMap<>(kafka);
    properties.put("client.id", "rivulet-alerting-watchdog");
    properties.put("default.api.timeout.ms", TIMEOUT_MILLIS);
    properties.put("request.timeout.ms", TIMEOUT_MILLIS);
  }

  /** Made when it is needed: without a name that resolves there can be none. */
  private Admin admin() {
    if (admin.isEmpty()) {
      admin = Optional.of(Admin.create(properties));
    }
    return admin.get();
  }

  /** Where a group stands; empty where Kafka does not know it. */
  Map<TopicPartition, Long> of(String group) {
    try {
      return get(
              admin()
                  .listConsumerGroupOffsets(Map.of(group, new ListConsumerGroupOffsetsSpec()))
                  .partitionsToOffsetAndMetadata(group))
          .entrySet()
          .stream()
          .filter(entry -> entry.getValue() != null)
          .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
    } catch (GroupIdNotFoundException e) {
      return Map.of();
    }
  }

  /** Ends of those partitions that are still there, as far as transactions are decided. */
  Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    existing(partitions).forEach(partition -> asked.put(partition, OffsetSpec.latest()));
    ListOffsetsOptions decided = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
    Map<TopicPartition, Long> ends = new HashMap<>();
    get(admin().listOffsets(asked, decided).all())
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  private Set<TopicPartition> existing(Collection<TopicPartition> partitions) {
    Set<String> topics = partitions.stream().map(TopicPartition::topic).collect(Collectors.toSet());
    Map<String, Integer> counts = new HashMap<>();
    admin()
        .describeTopics(topics)
        .topicNameValues()
        .forEach((topic, future) -> counts.put(topic, partitions(future)));
    Set<TopicPartition> existing = new HashSet<>(partitions);
    existing.removeIf(one -> one.partition() >= counts.getOrDefault(one.topic(), 0));
    return existing;
  }

  private static int partitions(KafkaFuture<TopicDescription> future) {
    try {
      return get(future).partitions().size();
    } catch (UnknownTopicOrPartitionException e) {
      return 0;
    }
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get(2L * TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof KafkaException cause) {
        throw cause;
      }
      throw new KafkaException("Kafka was asked in vain", e);
    } catch (TimeoutException e) {
      throw new KafkaException("Kafka does not answer within " + 2 * TIMEOUT_MILLIS + " ms", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("asking Kafka was interrupted", e);
    }
  }

  @Override
  public void close() {
    admin.ifPresent(made -> made.close(Duration.ofSeconds(1)));
  }
}
