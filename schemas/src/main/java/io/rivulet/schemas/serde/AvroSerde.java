package io.rivulet.schemas.serde;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Avro single-object encoding: two marker bytes, the schema's fingerprint, the record. Readable
 * without a registry by whoever has the committed schemas.
 */
public final class AvroSerde<T extends SpecificRecord> implements Serde<T> {
  static {
    TrustedRecords.declare();
  }

  private final BinaryMessageEncoder<T> encoder;
  private final BinaryMessageDecoder<T> decoder;

  private AvroSerde(Class<T> recordClass) {
    SpecificData data = SpecificData.getForClass(recordClass);
    var schema = data.getSchema(recordClass);
    this.encoder = new BinaryMessageEncoder<>(data, schema);
    this.decoder = new BinaryMessageDecoder<>(data, schema);
    EarlierSchemas.of(schema).forEach(decoder::addSchema);
  }

  /** The serde of one record class; safe for use by several threads. */
  public static <T extends SpecificRecord> AvroSerde<T> of(Class<T> recordClass) {
    return new AvroSerde<>(recordClass);
  }

  /** The record as bytes. */
  public byte[] encode(T record) {
    try {
      ByteBuffer buffer = encoder.encode(record);
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The record in these bytes.
   *
   * @throws SerializationException where they are no such record
   */
  public T decode(byte[] bytes) {
    try {
      return decoder.decode(bytes);
    } catch (IOException | RuntimeException e) {
      throw new SerializationException("not a record in Avro single-object encoding: " + e, e);
    }
  }

  @Override
  public Serializer<T> serializer() {
    return (topic, record) -> record == null ? null : encode(record);
  }

  @Override
  public Deserializer<T> deserializer() {
    return (topic, bytes) -> bytes == null ? null : decode(bytes);
  }
}
