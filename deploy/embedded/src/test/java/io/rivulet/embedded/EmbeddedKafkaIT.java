package io.rivulet.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {
  private static final Duration LIMIT = Duration.ofSeconds(40);

  @TempDir Path directory;

  @Test
  @Requirement("ONEBOX-001")
  void keepsRecordsOffsetsAndIdentityAcrossARestartOnTheSamePort() throws Exception {
    String clusterId;
    EmbeddedKafka first = EmbeddedKafka.start(directory, 0);
    createTopic(first, "doses");
    send(first, Map.of(), "1", "2");
    assertThat(consume(first, "sink", 2)).containsExactly("1", "2");
    clusterId = clusterId(first);
    first.close();

    try (EmbeddedKafka second = EmbeddedKafka.start(directory, first.port())) {
      assertThat(second.bootstrapServers()).isEqualTo(first.bootstrapServers());
      assertThat(clusterId(second)).isEqualTo(clusterId);
      send(second, Map.of(), "3");
      assertThat(consume(second, "sink", 1)).containsExactly("3");
      assertThat(consume(second, "another", 3)).containsExactly("1", "2", "3");
    }
  }

  @Test
  void readersOfCommittedRecordsSeeACommittedTransactionAndNotAnAbortedOne() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
      createTopic(kafka, "doses");
      try (KafkaProducer<String, String> producer =
          producer(kafka, Map.of("transactional.id", "rules"))) {
        producer.initTransactions();
        inTransaction(producer, "aborted");
        producer.abortTransaction();
        inTransaction(producer, "committed");
        producer.commitTransaction();
      }
      assertThat(consume(kafka, "sink", 1)).containsExactly("committed");
    }
  }

  @Test
  @Requirement("ONEBOX-007")
  void findsAnotherPortWhenTheRememberedOneIsTaken() throws Exception {
    EmbeddedKafka first = EmbeddedKafka.start(directory, 0);
    createTopic(first, "doses");
    send(first, Map.of(), "1");
    first.close();
    try (ServerSocket taken =
            new ServerSocket(first.port(), 1, InetAddress.getByName("127.0.0.1"));
        EmbeddedKafka second = EmbeddedKafka.start(directory, 0)) {
      assertThat(second.port()).isNotEqualTo(taken.getLocalPort());
      assertThat(consume(second, "sink", 1)).containsExactly("1");
    }
  }

  @Test
  void writingToATopicThatNobodyMadeIsAnError() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0);
        Admin admin = admin(kafka)) {
      assertThatThrownBy(() -> send(kafka, Map.of("max.block.ms", "2000"), "1"))
          .hasMessageContaining("doses not present in metadata");
      assertThatThrownBy(
              () ->
                  admin.describeTopics(List.of("doses")).allTopicNames().get(10, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
    }
  }

  @Test
  void aSecondBrokerOnTheDirectoryOfARunningOneIsRefused() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
      assertThatThrownBy(() -> EmbeddedKafka.start(directory, 0))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("in use by the process with pid")
          .hasMessageContaining(directory.toString());
      createTopic(kafka, "doses");
    }
  }

  private static Admin admin(EmbeddedKafka kafka) {
    return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
  }

  private static String clusterId(EmbeddedKafka kafka) throws Exception {
    try (Admin admin = admin(kafka)) {
      return admin.describeCluster().clusterId().get(10, TimeUnit.SECONDS);
    }
  }

  private static void createTopic(EmbeddedKafka kafka, String name) throws Exception {
    try (Admin admin = admin(kafka)) {
      admin
          .createTopics(List.of(new NewTopic(name, Optional.of(1), Optional.empty())))
          .all()
          .get(10, TimeUnit.SECONDS);
    }
  }

  private static KafkaProducer<String, String> producer(
      EmbeddedKafka kafka, Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("bootstrap.servers", kafka.bootstrapServers());
    return new KafkaProducer<>(all, new StringSerializer(), new StringSerializer());
  }

  private static void send(EmbeddedKafka kafka, Map<String, Object> settings, String... values)
      throws Exception {
    try (KafkaProducer<String, String> producer = producer(kafka, settings)) {
      for (String value : values) {
        producer.send(new ProducerRecord<>("doses", value)).get(10, TimeUnit.SECONDS);
      }
    }
  }

  private static void inTransaction(KafkaProducer<String, String> producer, String value)
      throws Exception {
    producer.beginTransaction();
    producer.send(new ProducerRecord<>("doses", value)).get(10, TimeUnit.SECONDS);
  }

  private static List<String> consume(EmbeddedKafka kafka, String group, int count) {
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "group.id",
                group,
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.subscribe(List.of("doses"));
      await()
          .atMost(LIMIT)
          .until(
              () -> {
                for (ConsumerRecord<String, String> record :
                    consumer.poll(Duration.ofMillis(200))) {
                  values.add(record.value());
                }
                return values.size() >= count;
              });
      consumer.commitSync();
    }
    return values;
  }
}
