package io.rivulet.schemas.serde;

import io.apicurio.registry.resolver.SchemaResolverConfig;
import io.apicurio.registry.serde.SerdeConfig;
import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroKafkaSerdeConfig;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import io.apicurio.registry.serde.config.IdOption;
import io.apicurio.registry.serde.strategy.TopicIdStrategy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Confluent wire format: a zero byte, the schema's id in a registry (4 bytes, big-endian), the
 * record in Avro binary. Schemas are registered whole, under {@code <topic>-value}, by the first
 * record that needs them; ids are the registry's content ids, which its Confluent-compatible API
 * serves too.
 *
 * <p>Bytes that are no such record are a {@link SerializationException}. A registry that does not
 * answer is another exception, after the client's own retries: a handler that skips bad records
 * must not skip good ones because the registry was away.
 */
public final class RegistrySerde<T extends SpecificRecord> implements Serde<T> {
  private static final int HEADER_BYTES = 5;

  private final AvroKafkaSerializer<T> serializer = new AvroKafkaSerializer<>();
  private final AvroKafkaDeserializer<T> deserializer = new AvroKafkaDeserializer<>();

  private RegistrySerde(Map<String, Object> config) {
    serializer.configure(config, false);
    deserializer.configure(config, false);
  }

  /**
   * The serde of one record class; no connection is made before the first record.
   *
   * @param config the registry client's settings, {@code apicurio.registry.url} at least; those
   *     given win over the ones described above
   */
  public static <T extends SpecificRecord> RegistrySerde<T> of(
      Class<T> recordClass, Map<String, ?> config) {
    TrustedRecords.declare();
    Map<String, Object> settings = new HashMap<>();
    settings.put(SerdeConfig.ENABLE_CONFLUENT_ID_HANDLER, true);
    settings.put(SerdeConfig.USE_ID, IdOption.contentId.name());
    settings.put(SerdeConfig.ENABLE_HEADERS, false);
    settings.put(SchemaResolverConfig.AUTO_REGISTER_ARTIFACT, true);
    settings.put(SchemaResolverConfig.ARTIFACT_RESOLVER_STRATEGY, TopicIdStrategy.class.getName());
    // Otherwise each nested record becomes an artifact of its own, which other readers must follow.
    settings.put(SchemaResolverConfig.SERIALIZER_DEREFERENCE_SCHEMA, true);
    // What an id stands for never changes: what is known stays known while the registry is away.
    settings.put(SchemaResolverConfig.CHECK_PERIOD_MS, Duration.ofDays(1).toMillis());
    settings.put(SchemaResolverConfig.FAULT_TOLERANT_REFRESH, true);
    settings.putAll(config);
    settings.put(AvroKafkaSerdeConfig.AVRO_DATUM_PROVIDER, RecordDatumProvider.class.getName());
    settings.put(RecordDatumProvider.RECORD_CLASS, recordClass);
    return new RegistrySerde<>(settings);
  }

  @Override
  public Serializer<T> serializer() {
    return (topic, record) -> record == null ? null : serializer.serialize(topic, record);
  }

  @Override
  public Deserializer<T> deserializer() {
    return (topic, bytes) -> bytes == null ? null : decode(topic, bytes);
  }

  private T decode(String topic, byte[] bytes) {
    if (bytes.length < HEADER_BYTES || bytes[0] != 0) {
      throw new SerializationException(
          "record of "
              + bytes.length
              + " bytes in topic "
              + topic
              + " is not in Confluent wire format: a zero byte and a 4-byte schema id are expected");
    }
    return deserializer.deserialize(topic, bytes);
  }

  @Override
  public void close() {
    serializer.close();
    deserializer.close();
  }
}
