package io.rivulet.store.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.schemas.serde.TrustedRecords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * An event as JSON that people and SQL can read: fields named as in its schema, instants as ISO
 * 8601 in UTC, what is null left out. Reading gives back an equal record; a field that the text
 * does not have takes its default.
 */
public final class EventBody {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  static {
    TrustedRecords.declare();
  }

  private EventBody() {}

  /** The JSON of a record. */
  public static String write(SpecificRecord record) {
    return object(record).toString();
  }

  /** A JSON array of records. */
  public static String write(List<? extends SpecificRecord> records) {
    return node(records).toString();
  }

  /**
   * The record that {@link #write(SpecificRecord)} made this of.
   *
   * @throws IllegalArgumentException where it is no JSON of such a record
   */
  public static <T extends SpecificRecord> T read(String json, Class<T> type) {
    try {
      Schema schema = SpecificData.get().getSchema(type);
      return type.cast(record(JSON.readTree(json), schema));
    } catch (JsonProcessingException | RuntimeException e) {
      throw new IllegalArgumentException(
          "the text is no JSON of a %s: %s".formatted(type.getSimpleName(), e.getMessage()), e);
    }
  }

  /**
   * The records that {@link #write(List)} made this of.
   *
   * @throws IllegalArgumentException where it is no JSON array of such records
   */
  public static <T extends SpecificRecord> List<T> readAll(String json, Class<T> type) {
    try {
      Schema schema = SpecificData.get().getSchema(type);
      List<T> records = new ArrayList<>();
      JSON.readTree(json).forEach(item -> records.add(type.cast(record(item, schema))));
      return records;
    } catch (JsonProcessingException | RuntimeException e) {
      throw new IllegalArgumentException(
          "the text is no JSON array of %s: %s".formatted(type.getSimpleName(), e.getMessage()), e);
    }
  }

  private static ObjectNode object(SpecificRecord record) {
    ObjectNode object = NODES.objectNode();
    for (Field field : record.getSchema().getFields()) {
      Object value = record.get(field.pos());
      if (value != null) {
        object.set(field.name(), node(value));
      }
    }
    return object;
  }

  private static JsonNode node(Object value) {
    if (value instanceof SpecificRecord record) {
      return object(record);
    } else if (value instanceof List<?> items) {
      ArrayNode array = NODES.arrayNode();
      items.forEach(item -> array.add(node(item)));
      return array;
    } else if (value instanceof Double number) {
      return NODES.numberNode(number);
    } else if (value instanceof Long number) {
      return NODES.numberNode(number);
    } else if (value instanceof Integer number) {
      return NODES.numberNode(number);
    } else if (value instanceof Boolean flag) {
      return NODES.booleanNode(flag);
    } else if (value instanceof String || value instanceof Instant) {
      return NODES.textNode(value.toString());
    }
    throw new IllegalArgumentException(
        "events hold no values of " + value.getClass().getName() + "; teach EventBody the type");
  }

  private static Object record(JsonNode json, Schema schema) {
    SpecificRecord record = (SpecificRecord) SpecificData.get().newRecord(null, schema);
    for (Field field : schema.getFields()) {
      JsonNode value = json.get(field.name());
      record.put(
          field.pos(),
          value == null || value.isNull()
              ? SpecificData.get().getDefaultValue(field)
              : value(value, field.schema()));
    }
    return record;
  }

  private static Object value(JsonNode json, Schema schema) {
    return switch (schema.getType()) {
      case UNION -> value(json, present(schema));
      case RECORD -> record(json, schema);
      case ARRAY -> {
        List<Object> items = new ArrayList<>();
        json.forEach(item -> items.add(value(item, schema.getElementType())));
        yield items;
      }
      case STRING -> json.textValue();
      case DOUBLE -> json.isNumber() ? json.doubleValue() : Double.valueOf(json.textValue());
      case INT -> json.intValue();
      case LONG ->
          schema.getLogicalType() == null ? json.longValue() : Instant.parse(json.textValue());
      case BOOLEAN -> json.booleanValue();
      default ->
          throw new IllegalArgumentException(
              "events hold no " + schema.getType() + "; teach EventBody the type");
    };
  }

  private static Schema present(Schema union) {
    return union.getTypes().stream()
        .filter(branch -> branch.getType() != Schema.Type.NULL)
        .findFirst()
        .orElseThrow();
  }
}
