package io.rivulet.schemas.payload;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Reads one JSON object into a record, driven by the record's schema. Types are exact: a number in
 * quotes is not a number, 1 is not true, and 1.0 is not a count. Fields that the schema does not
 * know are passed over, so that devices may say more than is read.
 */
final class JsonRecordReader {
  private final JsonParser parser;

  /** Reads from a parser that stands on the object's first token. */
  JsonRecordReader(JsonParser parser) {
    this.parser = parser;
  }

  SpecificRecord read(Schema schema) throws IOException, RefusedPayloadException {
    return record("", schema);
  }

  private SpecificRecord record(String path, Schema schema)
      throws IOException, RefusedPayloadException {
    require(path.isEmpty() ? "the message" : path, JsonToken.START_OBJECT, "an object");
    SpecificRecord record = (SpecificRecord) SpecificData.newInstance(classOf(schema), schema);
    boolean[] present = new boolean[schema.getFields().size()];
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      Schema.Field field = schema.getField(parser.currentName());
      parser.nextToken();
      if (field == null) {
        parser.skipChildren();
      } else {
        present[field.pos()] = true;
        record.put(field.pos(), value(child(path, field), field.schema()));
      }
    }
    for (Schema.Field field : schema.getFields()) {
      if (!present[field.pos()]) {
        record.put(field.pos(), absent(child(path, field), field));
      }
    }
    return record;
  }

  private Object value(String path, Schema schema) throws IOException, RefusedPayloadException {
    return switch (schema.getType()) {
      case UNION ->
          parser.currentToken() == JsonToken.VALUE_NULL
              ? null
              : value(path, schema.getTypes().get(1));
      case RECORD -> record(path, schema);
      case ARRAY -> list(path, schema.getElementType());
      case STRING -> text(path, "a string");
      case DOUBLE -> number(path);
      case BOOLEAN -> flag(path);
      case LONG -> schema.getLogicalType() == null ? count(path) : time(path);
      default -> throw new IllegalStateException(path + ": no JSON form for " + schema.getType());
    };
  }

  private List<Object> list(String path, Schema elements)
      throws IOException, RefusedPayloadException {
    require(path, JsonToken.START_ARRAY, "a list");
    List<Object> list = new ArrayList<>(2);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(value(path, elements));
    }
    return list;
  }

  private String text(String path, String accepted) throws IOException, RefusedPayloadException {
    require(path, JsonToken.VALUE_STRING, accepted);
    return parser.getText();
  }

  private Double number(String path) throws IOException, RefusedPayloadException {
    if (!parser.currentToken().isNumeric()) {
      throw wrong(path, "a number");
    }
    return PayloadBounds.finite(path, parser.getDoubleValue());
  }

  private Boolean flag(String path) throws IOException, RefusedPayloadException {
    if (!parser.currentToken().isBoolean()) {
      throw wrong(path, "true or false");
    }
    return parser.currentToken() == JsonToken.VALUE_TRUE;
  }

  private Long count(String path) throws IOException, RefusedPayloadException {
    require(path, JsonToken.VALUE_NUMBER_INT, "a whole number");
    if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw new RefusedPayloadException(
          RefusalReason.OUT_OF_RANGE,
          path + " " + parser.getText() + " is outside 0 to " + Long.MAX_VALUE);
    }
    return parser.getLongValue();
  }

  private Instant time(String path) throws IOException, RefusedPayloadException {
    String accepted = "an ISO-8601 time with offset, such as 2026-11-21T09:30:00Z";
    String text = text(path, accepted);
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new RefusedPayloadException(
          RefusalReason.MALFORMED, path + " \"" + text + "\" is not " + accepted);
    }
  }

  private Object absent(String path, Schema.Field field) throws RefusedPayloadException {
    if (!field.hasDefaultValue()) {
      throw new RefusedPayloadException(RefusalReason.MALFORMED, path + " is missing");
    }
    SpecificData data = SpecificData.get();
    return data.deepCopy(field.schema(), data.getDefaultValue(field));
  }

  private void require(String path, JsonToken token, String accepted)
      throws IOException, RefusedPayloadException {
    if (parser.currentToken() != token) {
      throw wrong(path, accepted);
    }
  }

  private RefusedPayloadException wrong(String path, String accepted) throws IOException {
    JsonToken token = parser.currentToken();
    String found =
        token == null
            ? "nothing"
            : switch (token) {
              case START_OBJECT -> "an object";
              case START_ARRAY -> "a list";
              case VALUE_STRING -> "the string \"" + parser.getText() + "\"";
              default -> parser.getText();
            };
    return new RefusedPayloadException(
        RefusalReason.MALFORMED, path + " is " + found + ", not " + accepted);
  }

  private static Class<?> classOf(Schema schema) {
    return SpecificData.get().getClass(schema);
  }

  private static String child(String path, Schema.Field field) {
    return path.isEmpty() ? field.name() : path + "." + field.name();
  }
}
