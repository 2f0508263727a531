package io.rivulet.schemas.payload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** JSON form of device messages, by the Avro schema that both forms share. */
final class JsonPayload {
  private static final int MAX_DEPTH = 8;
  private static final int MAX_NUMBER_CHARACTERS = 64;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          // Names are a device's to choose; the JVM's table of interned strings never shrinks.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_NUMBER_CHARACTERS)
                  .maxNameLength(PayloadBounds.MAX_STRING_CHARACTERS)
                  .maxStringLength(PayloadBounds.MAX_STRING_CHARACTERS)
                  .maxDocumentLength(PayloadCodec.MAX_BYTES)
                  .build())
          .build();

  private static final Map<PayloadKind, RecordShape> SHAPES = shapes();

  private JsonPayload() {}

  private static Map<PayloadKind, RecordShape> shapes() {
    Map<PayloadKind, RecordShape> shapes = new EnumMap<>(PayloadKind.class);
    for (PayloadKind kind : PayloadKind.values()) {
      shapes.put(kind, RecordShape.of(kind.schema()));
    }
    return shapes;
  }

  static SpecificRecord read(PayloadKind kind, byte[] bytes) throws RefusedPayloadException {
    try (JsonParser parser = FACTORY.createParser(bytes)) {
      parser.nextToken();
      SpecificRecord payload = new JsonRecordReader(parser).read(SHAPES.get(kind));
      if (parser.nextToken() != null) {
        throw new RefusedPayloadException(
            RefusalReason.MALFORMED, "more JSON follows the message's object");
      }
      return payload;
    } catch (JsonProcessingException e) {
      throw new RefusedPayloadException(
          RefusalReason.MALFORMED, "not JSON: " + e.getOriginalMessage() + where(e));
    } catch (IOException | RuntimeException e) {
      // A fault of the parser's own must not let one message stop a bridge.
      throw new RefusedPayloadException(RefusalReason.MALFORMED, "not JSON: " + e);
    }
  }

  private static String where(JsonProcessingException e) {
    return e.getLocation() == null ? "" : " at byte " + e.getLocation().getByteOffset();
  }

  static byte[] write(SpecificRecord payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    try (JsonGenerator generator = FACTORY.createGenerator(out)) {
      write(generator, payload);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void write(JsonGenerator generator, Object value) throws IOException {
    if (value instanceof SpecificRecord record) {
      generator.writeStartObject();
      for (Schema.Field field : record.getSchema().getFields()) {
        Object content = record.get(field.pos());
        if (content != null) {
          generator.writeFieldName(field.name());
          write(generator, content);
        }
      }
      generator.writeEndObject();
    } else if (value instanceof List<?> list) {
      generator.writeStartArray();
      for (Object element : list) {
        write(generator, element);
      }
      generator.writeEndArray();
    } else if (value instanceof Double number) {
      if (!Double.isFinite(number)) {
        throw new IllegalArgumentException(number + " cannot be written as JSON");
      }
      generator.writeNumber(number);
    } else if (value instanceof Long number) {
      generator.writeNumber(number);
    } else if (value instanceof Boolean flag) {
      generator.writeBoolean(flag);
    } else if (value instanceof Instant || value instanceof String) {
      generator.writeString(value.toString());
    } else {
      throw new IllegalArgumentException("no JSON form for a " + value.getClass().getName());
    }
  }
}
