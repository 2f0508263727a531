package io.rivulet.schemas.payload;

import io.rivulet.schemas.serde.EarlierSchemas;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
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
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Avro single-object encoding of device messages. Written out rather than left to Avro's message
 * decoder, which takes trailing bytes without a word; a decoder over a byte array also knows how
 * much is left, and refuses lengths beyond it before it allocates.
 */
final class AvroPayload {
  private static final int HEADER_BYTES = 10;
  private static final byte[] MARKER = {(byte) 0xC3, 0x01};
  private static final Map<PayloadKind, AvroPayload> FORMS = new EnumMap<>(PayloadKind.class);

  static {
    for (PayloadKind kind : PayloadKind.values()) {
      FORMS.put(kind, new AvroPayload(kind.schema()));
    }
  }

  private final Schema schema;
  private final long fingerprint;
  private final DatumWriter<SpecificRecord> writer;
  private final Map<Long, DatumReader<SpecificRecord>> readersByFingerprint;

  private AvroPayload(Schema schema) {
    SpecificData data = SpecificData.getForSchema(schema);
    Map<Long, DatumReader<SpecificRecord>> readers = new HashMap<>();
    for (Schema earlier : EarlierSchemas.of(schema)) {
      readers.put(
          SchemaNormalization.parsingFingerprint64(earlier),
          new SpecificDatumReader<>(earlier, schema, data));
    }
    this.schema = schema;
    this.fingerprint = SchemaNormalization.parsingFingerprint64(schema);
    this.writer = new SpecificDatumWriter<>(schema, data);
    readers.put(fingerprint, new SpecificDatumReader<>(schema, schema, data));
    this.readersByFingerprint = Map.copyOf(readers);
  }

  static SpecificRecord read(PayloadKind kind, byte[] bytes) throws RefusedPayloadException {
    return FORMS.get(kind).read(bytes);
  }

  static byte[] write(SpecificRecord payload) {
    for (AvroPayload form : FORMS.values()) {
      if (form.schema.equals(payload.getSchema())) {
        return form.encode(payload);
      }
    }
    throw new IllegalArgumentException(
        payload.getSchema().getName() + " is not a device's message");
  }

  private SpecificRecord read(byte[] bytes) throws RefusedPayloadException {
    DatumReader<SpecificRecord> reader = reader(bytes);
    BinaryDecoder decoder =
        DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null);
    try {
      SpecificRecord payload = reader.read(null, decoder);
      if (!decoder.isEnd()) {
        throw malformed("bytes follow the Avro record");
      }
      return payload;
    } catch (IOException | RuntimeException e) {
      // Avro reports broken input by exceptions of many kinds, unchecked ones among them.
      throw malformed("not an Avro " + schema.getName() + ": " + e);
    }
  }

  private DatumReader<SpecificRecord> reader(byte[] bytes) throws RefusedPayloadException {
    if (bytes.length < HEADER_BYTES || bytes[1] != MARKER[1]) {
      throw malformed("begins with 0xC3 but has no Avro single-object header");
    }
    long written = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
    DatumReader<SpecificRecord> reader = readersByFingerprint.get(written);
    if (reader == null) {
      throw malformed(
          String.format(Locale.ROOT, "Avro schema %016x is none of %s", written, schema.getName()));
    }
    return reader;
  }

  private byte[] encode(SpecificRecord payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    out.writeBytes(
        ByteBuffer.allocate(HEADER_BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(MARKER)
            .putLong(fingerprint)
            .array());
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    try {
      writer.write(payload, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static RefusedPayloadException malformed(String detail) {
    return new RefusedPayloadException(RefusalReason.MALFORMED, detail);
  }
}
