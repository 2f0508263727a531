package io.rivulet.benchmarks.contender;

import io.debezium.connector.jdbc.JdbcSinkConnectorTask;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.serde.AvroSerde;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * Debezium's JDBC sink connector, run as a Connect worker would: poll, convert, put. It upserts, so
 * repeats are one row, as with the sink. What it is given is less: no alarms, no original
 * quantities.
 */
public final class ConnectorLanding implements AutoCloseable {
  private static final Schema SCHEMA =
      SchemaBuilder.struct()
          .field("device", Schema.STRING_SCHEMA)
          .field("device_time", Timestamp.SCHEMA)
          .field("sequence", Schema.INT64_SCHEMA)
          .field("site", Schema.STRING_SCHEMA)
          .field("received_time", Timestamp.SCHEMA)
          .field("drug", Schema.STRING_SCHEMA)
          .field("state", Schema.STRING_SCHEMA)
          .field("rate_ml_per_hour", Schema.OPTIONAL_FLOAT64_SCHEMA)
          .field("delivered_nl", Schema.OPTIONAL_INT64_SCHEMA)
          .field("concentration_per_ml", Schema.OPTIONAL_FLOAT64_SCHEMA)
          .field("concentration_unit", Schema.OPTIONAL_STRING_SCHEMA)
          .field("programmed_weight_kg", Schema.OPTIONAL_FLOAT64_SCHEMA)
          .field("mqtt_duplicate", Schema.BOOLEAN_SCHEMA)
          .build();
  private static final Duration POLL = Duration.ofMillis(500);

  private final AvroSerde<PumpSampleRecord> serde = AvroSerde.of(PumpSampleRecord.class);
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final JdbcSinkConnectorTask task = new JdbcSinkConnectorTask();

  /**
   * Starts the connector on every partition of a topic, from its beginning.
   *
   * @param kafka what Kafka clients are told
   * @param table with its schema
   * @param batch records a poll and a statement, at most
   */
  public ConnectorLanding(
      Map<String, Object> kafka, String topic, String url, String user, String table, int batch) {
    Map<String, Object> properties = new HashMap<>(kafka);
    properties.put("max.poll.records", batch);
    properties.put("fetch.max.bytes", 16 * 1024 * 1024);
    consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<String, String> settings =
        Map.of(
            "connection.url", url,
            "connection.username", user,
            "connection.password", "",
            "insert.mode", "upsert",
            "primary.key.mode", "record_value",
            "primary.key.fields", "device,device_time,sequence",
            "schema.evolution", "none",
            "collection.name.format", table,
            "batch.size", Integer.toString(batch));
    task.initialize(new Context(settings, Set.copyOf(partitions)));
    task.start(settings);
    task.open(partitions);
  }

  /** Lands one poll and answers how many rows it was. */
  public int step() {
    List<SinkRecord> records = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
      PumpSampleRecord sample =
          serde.deserializer().deserialize(record.topic(), record.headers(), record.value());
      records.add(
          new SinkRecord(
              record.topic(),
              record.partition(),
              null,
              null,
              SCHEMA,
              row(sample),
              record.offset(),
              record.timestamp(),
              TimestampType.CREATE_TIME));
    }
    task.put(records);
    var unused = task.preCommit(Map.of());
    return records.size();
  }

  @Override
  public void close() {
    task.stop();
    consumer.close();
  }

  private static Struct row(PumpSampleRecord sample) {
    return new Struct(SCHEMA)
        .put("device", sample.getDevice())
        .put("device_time", date(sample.getDeviceTime()))
        .put("sequence", sample.getSequence())
        .put("site", sample.getSite())
        .put("received_time", date(sample.getReceivedTime()))
        .put("drug", sample.getDrug())
        .put("state", sample.getState().name())
        .put("rate_ml_per_hour", sample.getRateMlPerHour())
        .put("delivered_nl", sample.getDeliveredNanolitres())
        .put("concentration_per_ml", sample.getConcentrationPerMl())
        .put("concentration_unit", sample.getConcentrationUnit())
        .put("programmed_weight_kg", sample.getProgrammedWeightKg())
        .put("mqtt_duplicate", sample.getMqttDuplicate());
  }

  @SuppressWarnings("JavaUtilDate") // What Connect's own type for times is.
  private static Date date(Instant instant) {
    return Date.from(instant);
  }

  private record Context(Map<String, String> configs, Set<TopicPartition> assignment)
      implements SinkTaskContext {
    @Override
    public void offset(Map<TopicPartition, Long> offsets) {
      throw new UnsupportedOperationException("offset");
    }

    @Override
    public void offset(TopicPartition partition, long offset) {
      throw new UnsupportedOperationException("offset");
    }

    @Override
    public void timeout(long timeoutMillis) {
      throw new UnsupportedOperationException("timeout");
    }

    @Override
    public void pause(TopicPartition... partitions) {
      throw new UnsupportedOperationException("pause");
    }

    @Override
    public void resume(TopicPartition... partitions) {
      throw new UnsupportedOperationException("resume");
    }

    @Override
    public void requestCommit() {
      // Offsets are not measured.
    }

    @Override
    public PluginMetrics pluginMetrics() {
      throw new UnsupportedOperationException("metrics");
    }

    @Override
    public ErrantRecordReporter errantRecordReporter() {
      return null;
    }
  }
}
