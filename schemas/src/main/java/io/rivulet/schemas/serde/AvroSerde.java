package io.rivulet.schemas.serde;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.message.BinaryMessageDecoder;
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
  private static final byte MARKER = (byte) 0xC3;
  private static final byte VERSION = 1;
  private static final int HEADER_BYTES = 10;

  static {
    TrustedRecords.declare();
  }

  private final byte[] header;
  private final DatumWriter<T> writer;
  private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(Scratch::new);
  private final BinaryMessageDecoder<T> decoder;

  private AvroSerde(Class<T> recordClass) {
    SpecificData data = SpecificData.getForClass(recordClass);
    Schema schema = data.getSchema(recordClass);
    this.header = header(schema);
    this.writer = writer(data, schema);
    this.decoder = new BinaryMessageDecoder<>(data, schema);
    EarlierSchemas.of(schema).forEach(decoder::addSchema);
  }

  /** The serde of one record class; safe for use by several threads. */
  public static <T extends SpecificRecord> AvroSerde<T> of(Class<T> recordClass) {
    return new AvroSerde<>(recordClass);
  }

  /** The record as bytes. */
  public byte[] encode(T record) {
    Scratch used = scratch.get();
    used.out.reset();
    used.out.write(header, 0, header.length);
    try {
      used.encoder = EncoderFactory.get().binaryEncoder(used.out, used.encoder);
      writer.write(record, used.encoder);
      used.encoder.flush();
      return used.out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      used.out.shrink();
    }
  }

  /** What a thread encodes with: Avro's own encoder of messages makes all of it anew each time. */
  private static final class Scratch {
    private final EncodedBytes out = new EncodedBytes();
    private BinaryEncoder encoder;
  }

  /** Marker and fingerprint, as the specification of single-object encoding has it. */
  private static byte[] header(Schema schema) {
    return ByteBuffer.allocate(HEADER_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MARKER)
        .put(VERSION)
        .putLong(SchemaNormalization.parsingFingerprint64(schema))
        .array();
  }

  @SuppressWarnings("unchecked")
  private static <T> DatumWriter<T> writer(SpecificData data, Schema schema) {
    return (DatumWriter<T>) data.createDatumWriter(schema);
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
