package io.rivulet.schemas.serde;

import org.apache.avro.util.ClassSecurityValidator;

/**
 * Tells Avro which classes a schema may name. Since 1.12.2 Avro loads none that was not declared,
 * because a schema comes from outside; Rivulet declares its generated records, and nothing else,
 * beside what the process already trusts. Whoever reads or copies records calls {@link #declare}
 * first: the declaration is one for the whole process, made once, and never narrows another's.
 */
public final class TrustedRecords {
  private static final String RECORDS = "io.rivulet.schemas.record.";
  private static final String PAYLOADS = "io.rivulet.schemas.mqtt.";

  static {
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(),
            type -> type.getName().startsWith(RECORDS) || type.getName().startsWith(PAYLOADS)));
  }

  private TrustedRecords() {}

  /** Declares the records, by loading this class; calling it again does nothing. */
  public static void declare() {
    // The static initialiser has done it, and made it visible to the caller's thread.
  }
}
