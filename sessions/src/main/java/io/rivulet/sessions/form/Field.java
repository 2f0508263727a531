package io.rivulet.sessions.form;

/**
 * One field of what somebody asks for.
 *
 * @param name as JSON and the documentation have it, in camel case
 * @param kind what a value looks like
 * @param required whether it has to be there
 * @param doc what it says, with its unit
 */
public record Field(String name, Kind kind, boolean required, String doc) {
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
    /** Eligibility flags by code, true where the subject passes. */
    FLAGS("object", ""),
    /** Blocks of sessions: sessions, dosePerKg and daysBetween. */
    BLOCKS("array", ""),
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

  static Field required(String name, Kind kind, String doc) {
    return new Field(name, kind, true, doc);
  }

  static Field optional(String name, Kind kind, String doc) {
    return new Field(name, kind, false, doc);
  }
}
