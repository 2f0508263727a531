package io.rivulet.schemas.topic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics that are missing. Those that exist are left as their owner made them. */
public final class TopicProvisioner {
  private static final long TIMEOUT_SECONDS = 30;
  private static final long RETRY_MILLIS = 100;

  private TopicProvisioner() {}

  /**
   * Makes sure that every topic of the catalogue exists.
   *
   * @return the names that were created
   * @throws IllegalStateException where Kafka does not answer within 30 s or refuses
   */
  public static List<String> ensure(Admin admin, String prefix, int partitions, int replicas) {
    try {
      Set<String> existing = admin.listTopics().names().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      List<NewTopic> missing = new ArrayList<>();
      for (Topic topic : Topic.values()) {
        String name = topic.kafkaName(prefix);
        if (!existing.contains(name)) {
          missing.add(new NewTopic(name, partitions, (short) replicas).configs(topic.config()));
        }
      }
      create(admin, missing);
      awaitLeaders(admin, missing);
      return missing.stream().map(NewTopic::name).toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while creating topics", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("cannot create topics with prefix " + prefix + ": " + e, e);
    }
  }

  /**
   * Waits until every new partition answers. A producer whose first batch met a partition without a
   * leader was seen to repeat an out-of-sequence failure for minutes.
   */
  private static void awaitLeaders(Admin admin, List<NewTopic> created)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
    for (NewTopic topic : created) {
      for (int partition = 0; partition < topic.numPartitions(); partition++) {
        partitions.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
      }
    }
    long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    while (true) {
      try {
        admin.listOffsets(partitions).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        return;
      } catch (ExecutionException e) {
        // A broker may not have heard of a topic that its controller has made.
        boolean early = e.getCause() instanceof RetriableException;
        if (!early || System.nanoTime() - deadlineNanos > 0) {
          throw e;
        }
        Thread.sleep(RETRY_MILLIS);
      }
    }
  }

  private static void create(Admin admin, List<NewTopic> missing)
      throws InterruptedException, ExecutionException, TimeoutException {
    for (var result : admin.createTopics(missing).values().values()) {
      try {
        result.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        // Another role that starts at the same time may have been first.
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
  }
}
