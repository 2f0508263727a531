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
  private static final Map<PayloadKind, Map<Long, Schema>> WRITTEN =
      new EnumMap<>(PayloadKind.class);

  static {
    for (PayloadKind kind : PayloadKind.values()) {
      Map<Long, Schema> byFingerprint = new HashMap<>();
      for (Schema earlier : EarlierSchemas.of(kind.schema())) {
        byFingerprint.put(SchemaNormalization.parsingFingerprint64(earlier), earlier);
      }
      byFingerprint.put(SchemaNormalization.parsingFingerprint64(kind.schema()), kind.schema());
      WRITTEN.put(kind, Map.copyOf(byFingerprint));
    }
  }

  private AvroPayload() {}

  static SpecificRecord read(PayloadKind kind, byte[] bytes) throws RefusedPayloadException {
    Schema written = written(kind, bytes);
    Schema schema = kind.schema();
    SpecificDatumReader<SpecificRecord> reader =
        new SpecificDatumReader<>(written, schema, SpecificData.getForSchema(schema));
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

  static byte[] write(SpecificRecord payload) {
    Schema schema = payload.getSchema();
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    out.writeBytes(MARKER);
    out.writeBytes(
        ByteBuffer.allocate(Long.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(SchemaNormalization.parsingFingerprint64(schema))
            .array());
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    try {
      new SpecificDatumWriter<SpecificRecord>(schema, SpecificData.getForSchema(schema))
          .write(payload, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static Schema written(PayloadKind kind, byte[] bytes) throws RefusedPayloadException {
    if (bytes.length < HEADER_BYTES || bytes[1] != MARKER[1]) {
      throw malformed("begins with 0xC3 but has no Avro single-object header");
    }
    long fingerprint = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
    Schema written = WRITTEN.get(kind).get(fingerprint);
    if (written == null) {
      throw malformed(
          String.format(
              Locale.ROOT,
              "Avro schema %016x is none of %s",
              fingerprint,
              kind.schema().getName()));
    }
    return written;
  }

  private static RefusedPayloadException malformed(String detail) {
    return new RefusedPayloadException(RefusalReason.MALFORMED, detail);
  }
}
