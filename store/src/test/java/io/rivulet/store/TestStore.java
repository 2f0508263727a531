package io.rivulet.store;

import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.runtime.database.ConnectionPool;
import io.rivulet.runtime.database.DatabaseConfig;
import io.rivulet.schemas.serde.AvroSerde;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.schemas.topic.TopicProvisioner;
import io.rivulet.store.database.StorageSettings;
import io.rivulet.store.landing.Sink;
import io.rivulet.store.landing.SinkConfig;
import io.rivulet.store.read.ClinicReads;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Topics, a database and the means to fill and ask them. */
public final class TestStore implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int PARTITIONS = 3;

  public final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final SinkConfig config;
  private final HikariDataSource database;
  private final KafkaProducer<byte[], byte[]> producer;

  TestStore(String kafka, String url, String user, String prefix) {
    Map<String, Object> properties = Map.of("bootstrap.servers", kafka);
    config =
        new SinkConfig(
            new DatabaseConfig(url, user, "", 2),
            properties,
            prefix,
            prefix + "sink",
            java.util.Optional.empty(),
            StorageSettings.DEFAULT,
            500);
    database = ConnectionPool.open(config.database(), "test");
    producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    try (Admin admin = Admin.create(properties)) {
      TopicProvisioner.ensure(admin, prefix, PARTITIONS, 1);
      awaitLeaders(admin, prefix);
    }
  }

  /**
   * A new partition may refuse a producer's first batch and take its second: the first is then out
   * of sequence for good. Offsets are answered by leaders that are ready.
   */
  private static void awaitLeaders(Admin admin, String prefix) {
    Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
    for (Topic topic : Topic.values()) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        partitions.put(new TopicPartition(topic.kafkaName(prefix), partition), OffsetSpec.latest());
      }
    }
    await()
        .atMost(LIMIT)
        .ignoreExceptions()
        .until(() -> admin.listOffsets(partitions).all().get().size() == partitions.size());
  }

  /** Topics with this prefix, made where missing, and this database. */
  public static TestStore of(String kafka, String url, String user, String prefix) {
    return new TestStore(kafka, url, user, prefix);
  }

  /** The same topics with another database. */
  public TestStore withDatabase(String url) {
    return new TestStore(
        (String) config.kafka().get("bootstrap.servers"),
        url,
        config.database().user(),
        config.topicPrefix());
  }

  public SinkConfig config() {
    return config;
  }

  public HikariDataSource database() {
    return database;
  }

  public ClinicReads reads() {
    return new ClinicReads(database);
  }

  public String kafkaName(Topic topic) {
    return topic.kafkaName(config.topicPrefix());
  }

  /** What Kafka was told of where landing stands, in all partitions of a topic. */
  public long told(Topic topic) throws Exception {
    try (Admin admin = Admin.create(config.kafka())) {
      return admin
          .listConsumerGroupOffsets(config.groupId())
          .partitionsToOffsetAndMetadata()
          .get(LIMIT.toSeconds(), TimeUnit.SECONDS)
          .entrySet()
          .stream()
          .filter(entry -> entry.getKey().topic().equals(kafkaName(topic)))
          .mapToLong(entry -> entry.getValue().offset())
          .sum();
    }
  }

  public Sink startSink() {
    return startSink(config.batchRecords());
  }

  public Sink startSink(int batchRecords) {
    SinkConfig sized =
        new SinkConfig(
            config.database(),
            config.kafka(),
            config.topicPrefix(),
            config.groupId(),
            config.registryUrl(),
            config.storage(),
            batchRecords);
    return Sink.start(sized, InstantSource.system(), metrics);
  }

  @SuppressWarnings("unchecked")
  public <T extends SpecificRecord> void send(Topic topic, String key, T record) {
    sendBytes(topic, key, AvroSerde.of((Class<T>) record.getClass()).encode(record));
  }

  public void sendBytes(Topic topic, String key, byte[] value) {
    var unused =
        producer.send(
            new ProducerRecord<>(kafkaName(topic), key.getBytes(StandardCharsets.UTF_8), value));
  }

  public void flush() {
    producer.flush();
  }

  /** The one number that this query answers. */
  public long number(String sql) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Waits until this many records of the topic have been read by a sink. */
  public void awaitLanded(Topic topic, long records) {
    awaitNumber(
        "SELECT coalesce(sum(record_count), 0) FROM rivulet.landed_topic WHERE topic = '"
            + kafkaName(topic)
            + "'",
        records);
  }

  /** Waits until the query answers at least this number. */
  public void awaitNumber(String sql, long least) {
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .until(() -> number(sql) >= least);
  }

  @Override
  public void close() {
    producer.close();
    database.close();
  }
}
