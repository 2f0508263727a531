package io.rivulet.runtime.http;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * One field of what somebody asks for.
 *
 * @param name as JSON and the documentation have it, in camel case
 * @param kind what a value looks like
 * @param required whether it has to be there
 * @param doc what it says, with its unit
 * @param items the fields of each item of a list of objects; empty for every other kind
 * @param hint what a person who fills it in is offered; what is taken is decided by whoever reads
 *     it
 */
public record Field(
    String name, Kind kind, boolean required, String doc, List<Field> items, FieldHint hint) {
  /** Copies the list. */
  public Field {
    items = List.copyOf(items);
    Objects.requireNonNull(hint, "hint");
  }

  /** A field without a hint. */
  public Field(String name, Kind kind, boolean required, String doc, List<Field> items) {
    this(name, kind, required, doc, items, FieldHint.NONE);
  }

  /** The same, a number in this unit. */
  public Field in(String unit) {
    return hinted(new FieldHint(unit, hint.lowest(), hint.highest(), hint.choices()));
  }

  /** The same, a number between these, both taken. */
  public Field between(double lowest, double highest) {
    return hinted(
        new FieldHint(
            hint.unit(), OptionalDouble.of(lowest), OptionalDouble.of(highest), hint.choices()));
  }

  /** The same, one of these. */
  public Field oneOf(List<String> choices) {
    return hinted(new FieldHint(hint.unit(), hint.lowest(), hint.highest(), choices));
  }

  private Field hinted(FieldHint other) {
    return new Field(name, kind, required, doc, items, other);
  }

  /** What values look like. */
  public enum Kind {
    /** Text. */
    TEXT("string", ""),
    /** A number. */
    NUMBER("number", "double"),
    /** A whole number. */
    WHOLE("integer", "int32"),
    /** True or false. */
    FLAG("boolean", ""),
    /** An instant in ISO 8601, UTC, kept to the microsecond. */
    TIME("string", "date-time"),
    /** A time that lasts, in ISO 8601, in whole seconds. */
    DURATION("string", "duration"),
    /** True or false by a name. */
    FLAGS("object", ""),
    /** Texts by a name. */
    TEXTS_BY_NAME("object", ""),
    /** A list of texts. */
    TEXTS("array", ""),
    /** A list of objects with fields of their own. */
    OBJECTS("array", ""),
    /** A JSON object that is passed on as it is. */
    OBJECT("object", "");

    private final String type;
    private final String format;

    Kind(String type, String format) {
      this.type = type;
      this.format = format;
    }

    /** Its JSON schema type. */
    public String type() {
      return type;
    }

    /** Its JSON schema format; empty for none. */
    public String format() {
      return format;
    }
  }

  /** A field that has to be there. */
  public static Field required(String name, Kind kind, String doc) {
    return new Field(name, kind, true, doc, List.of());
  }

  /** A field that may be missing. */
  public static Field optional(String name, Kind kind, String doc) {
    return new Field(name, kind, false, doc, List.of());
  }

  /** A list of objects that may be missing. */
  public static Field objects(String name, String doc, Field... items) {
    return new Field(name, Kind.OBJECTS, false, doc, List.of(items));
  }

  /** The same, which has to be there. */
  public Field needed() {
    return new Field(name, kind, true, doc, items, hint);
  }
}
