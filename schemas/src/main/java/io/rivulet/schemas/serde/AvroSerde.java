package io.rivulet.schemas.serde;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
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
  private static final String NO_RECORD = "not a record in Avro single-object encoding: ";

  static {
    TrustedRecords.declare();
  }

  private final byte[] header;
  private final DatumWriter<T> writer;
  private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(Scratch::new);
  private final Map<Long, DatumReader<T>> readers = new HashMap<>();

  private AvroSerde(Class<T> recordClass) {
    SpecificData data = SpecificData.getForClass(recordClass);
    Schema schema = data.getSchema(recordClass);
    this.header = header(schema);
    this.writer = writer(data, schema);
    addReader(data, schema, schema);
    EarlierSchemas.of(schema).forEach(earlier -> addReader(data, earlier, schema));
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

  /**
   * What a thread encodes and decodes with: Avro's own encoder of messages makes all of it anew
   * each time, its decoder reads byte by byte through a stream.
   */
  private static final class Scratch {
    private final EncodedBytes out = new EncodedBytes();
    private BinaryEncoder encoder;
    private BinaryDecoder decoder;
  }

  @SuppressWarnings("unchecked")
  private void addReader(SpecificData data, Schema written, Schema read) {
    readers.put(
        SchemaNormalization.parsingFingerprint64(written),
        (DatumReader<T>) data.createDatumReader(written, read));
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
    DatumReader<T> reader = readerOf(bytes);
    Scratch used = scratch.get();
    try {
      used.decoder =
          DecoderFactory.get()
              .binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, used.decoder);
      return reader.read(null, used.decoder);
    } catch (IOException | RuntimeException e) {
      throw new SerializationException(NO_RECORD + e, e);
    }
  }

  private DatumReader<T> readerOf(byte[] bytes) {
    if (bytes.length < HEADER_BYTES || bytes[0] != MARKER || bytes[1] != VERSION) {
      throw new SerializationException(NO_RECORD + "it does not begin with C3 01");
    }
    long fingerprint =
        ByteBuffer.wrap(bytes, 2, Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).getLong();
    DatumReader<T> reader = readers.get(fingerprint);
    if (reader == null) {
      throw new SerializationException(
          NO_RECORD + "no schema here has the fingerprint %016x".formatted(fingerprint));
    }
    return reader;
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
