package io.rivulet.schemas.payload;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * What a reader needs of a record's schema, worked out once: a device's message is read thousands
 * of times a second, and asking the schema for classes, unions and defaults took a quarter of that.
 */
final class RecordShape {
  private final Schema schema;
  private final Class<?> recordClass;
  private final List<FieldShape> fields;
  private final Map<String, FieldShape> byName = new HashMap<>();

  /** What a field may hold. */
  enum Content {
    TEXT,
    NUMBER,
    FLAG,
    COUNT,
    TIME,
    RECORD
  }

  /**
   * A field.
   *
   * @param path its name from the message's top, joined by dots
   * @param position its place in the record
   * @param nullable whether it may be null
   * @param content what it holds otherwise; in a list, what the elements are
   * @param list whether it is a list of that
   * @param record the shape of a record it holds, or null
   * @param required whether it must be there
   * @param absent makes its value where it is not there
   */
  record FieldShape(
      String path,
      int position,
      boolean nullable,
      Content content,
      boolean list,
      RecordShape record,
      boolean required,
      Supplier<Object> absent) {}

  private RecordShape(Schema schema, String path) {
    this.schema = schema;
    this.recordClass = SpecificData.get().getClass(schema);
    this.fields = schema.getFields().stream().map(field -> shape(field, path)).toList();
    fields.forEach(field -> byName.put(schema.getFields().get(field.position()).name(), field));
  }

  /** The shape of a message. */
  static RecordShape of(Schema schema) {
    return new RecordShape(schema, "");
  }

  /** An empty record. */
  SpecificRecord newRecord() {
    return (SpecificRecord) SpecificData.newInstance(recordClass, schema);
  }

  /** The field of this name, or null. */
  FieldShape field(String name) {
    return byName.get(name);
  }

  /** Every field, by position. */
  List<FieldShape> fields() {
    return fields;
  }

  private static FieldShape shape(Schema.Field field, String path) {
    String child = path.isEmpty() ? field.name() : path + "." + field.name();
    boolean nullable = field.schema().getType() == Schema.Type.UNION;
    Schema held = nullable ? field.schema().getTypes().get(1) : field.schema();
    boolean list = held.getType() == Schema.Type.ARRAY;
    Schema element = list ? held.getElementType() : held;
    Content content = content(child, element);
    return new FieldShape(
        child,
        field.pos(),
        nullable,
        content,
        list,
        content == Content.RECORD ? new RecordShape(element, child) : null,
        !field.hasDefaultValue(),
        absent(field));
  }

  private static Content content(String path, Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> Content.RECORD;
      case STRING -> Content.TEXT;
      case DOUBLE -> Content.NUMBER;
      case BOOLEAN -> Content.FLAG;
      case LONG -> schema.getLogicalType() == null ? Content.COUNT : Content.TIME;
      default -> throw new IllegalStateException(path + ": no JSON form for " + schema.getType());
    };
  }

  private static Supplier<Object> absent(Schema.Field field) {
    if (!field.hasDefaultValue()) {
      return () -> null;
    }
    SpecificData data = SpecificData.get();
    Object value = data.getDefaultValue(field);
    boolean immutable = value == null || value instanceof String || value instanceof Boolean;
    return immutable ? () -> value : () -> data.deepCopy(field.schema(), value);
  }
}
