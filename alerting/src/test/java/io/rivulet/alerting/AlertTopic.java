package io.rivulet.alerting;

import io.rivulet.schemas.record.AlertRecord;
import io.rivulet.schemas.serde.AvroSerde;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.schemas.topic.TopicProvisioner;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** Topic {@code alerts} under a prefix of its own, and the means to state alerts. */
public final class AlertTopic implements AutoCloseable {
  public static final int PARTITIONS = 4;
  private static final Instant START = Instant.parse("2026-03-03T03:00:00Z");
  private static final AvroSerde<AlertRecord> SERDE = AvroSerde.of(AlertRecord.class);

  private final String prefix;
  private final KafkaProducer<byte[], byte[]> producer;

  AlertTopic(String kafka, String prefix) {
    this.prefix = prefix;
    Map<String, Object> properties = Map.of("bootstrap.servers", kafka);
    producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    try (Admin admin = Admin.create(properties)) {
      TopicProvisioner.ensure(admin, prefix, PARTITIONS, 1);
      awaitLeaders(admin);
    }
  }

  private void awaitLeaders(Admin admin) {
    Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      partitions.put(new TopicPartition(name(), partition), OffsetSpec.latest());
    }
    Awaitility.await()
        .ignoreExceptions()
        .until(() -> admin.listOffsets(partitions).all().get().size() == PARTITIONS);
  }

  /** What topic names begin with. */
  public String prefix() {
    return prefix;
  }

  private String name() {
    return Topic.ALERTS.kafkaName(prefix);
  }

  /** States an alert of a session: a pressure, of high priority. */
  public void state(String id, String session, long revision, boolean present) {
    send(session, record(id, session, revision, present));
  }

  /** A statement. */
  public static AlertRecord record(String id, String session, long revision, boolean present) {
    return AlertRecord.newBuilder()
        .setId(id)
        .setSession(session)
        .setKind("physiological")
        .setCategory("PRESSURE_EXCURSION")
        .setPriority("high")
        .setPresent(present)
        .setRevision(revision)
        .setStart(START)
        .setDetail("systolic 190 mm[Hg], limit 180")
        .setSignal(present ? "on" : "latched")
        .setSite("zurich")
        .build();
  }

  public void send(String key, AlertRecord record) {
    sendBytes(key, SERDE.encode(record));
  }

  public void sendBytes(String key, byte[] value) {
    var unused =
        producer.send(new ProducerRecord<>(name(), key.getBytes(StandardCharsets.UTF_8), value));
    producer.flush();
  }

  @Override
  public void close() {
    producer.close();
  }
}
