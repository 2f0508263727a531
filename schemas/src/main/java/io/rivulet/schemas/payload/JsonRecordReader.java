package io.rivulet.schemas.payload;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.rivulet.schemas.payload.RecordShape.FieldShape;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * Reads one JSON object into a record, driven by the record's shape. Types are exact: a number in
 * quotes is not a number, 1 is not true, and 1.0 is not a count. Fields that the schema does not
 * know are passed over, so that devices may say more than is read.
 */
final class JsonRecordReader {
  private final JsonParser parser;

  /** Reads from a parser that stands on the object's first token. */
  JsonRecordReader(JsonParser parser) {
    this.parser = parser;
  }

  SpecificRecord read(RecordShape shape) throws IOException, RefusedPayloadException {
    return record("the message", shape);
  }

  private SpecificRecord record(String path, RecordShape shape)
      throws IOException, RefusedPayloadException {
    require(path, JsonToken.START_OBJECT, "an object");
    SpecificRecord record = shape.newRecord();
    long present = 0;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      FieldShape field = shape.field(parser.currentName());
      parser.nextToken();
      if (field == null) {
        parser.skipChildren();
      } else {
        present |= 1L << field.position();
        record.put(field.position(), value(field));
      }
    }
    for (FieldShape field : shape.fields()) {
      if ((present >>> field.position() & 1) == 0) {
        record.put(field.position(), absent(field));
      }
    }
    return record;
  }

  private Object value(FieldShape field) throws IOException, RefusedPayloadException {
    if (field.nullable() && parser.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    return field.list() ? list(field) : single(field);
  }

  private Object single(FieldShape field) throws IOException, RefusedPayloadException {
    return switch (field.content()) {
      case RECORD -> record(field.path(), field.record());
      case TEXT -> text(field.path(), "a string");
      case NUMBER -> number(field.path());
      case FLAG -> flag(field.path());
      case COUNT -> count(field.path());
      case TIME -> time(field.path());
    };
  }

  private List<Object> list(FieldShape field) throws IOException, RefusedPayloadException {
    require(field.path(), JsonToken.START_ARRAY, "a list");
    List<Object> list = new ArrayList<>(2);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(single(field));
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
      return UtcTime.isPlain(text) ? UtcTime.parse(text) : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new RefusedPayloadException(
          RefusalReason.MALFORMED, path + " \"" + text + "\" is not " + accepted);
    }
  }

  private static Object absent(FieldShape field) throws RefusedPayloadException {
    if (field.required()) {
      throw new RefusedPayloadException(RefusalReason.MALFORMED, field.path() + " is missing");
    }
    return field.absent().get();
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
}
