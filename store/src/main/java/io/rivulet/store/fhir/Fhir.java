package io.rivulet.store.fhir;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** The parts that FHIR resources are made of. */
final class Fhir {
  static final String LOINC = "http://loinc.org";
  static final String MDC = "urn:iso:std:iso:11073:10101";
  static final String UCUM = "http://unitsofmeasure.org";
  private static final String CATEGORY =
      "http://terminology.hl7.org/CodeSystem/observation-category";
  private static final String ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason";
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Fhir() {}

  /** The same for the same words, so that what is read twice is one. */
  static String id(String kind, String... words) {
    String name = "rivulet\0" + kind + "\0" + String.join("\0", words);
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  static ObjectNode resource(String type, String id) {
    return NODES.objectNode().put("resourceType", type).put("id", id);
  }

  static ObjectNode object() {
    return NODES.objectNode();
  }

  /** A reference within the same bundle. */
  static ObjectNode reference(String id) {
    return object().put("reference", "urn:uuid:" + id);
  }

  static ObjectNode coded(String system, String code, String display) {
    ObjectNode concept = object();
    concept
        .putArray("coding")
        .addObject()
        .put("system", system)
        .put("code", code)
        .put("display", display);
    return concept;
  }

  static ObjectNode text(String text) {
    return object().put("text", text);
  }

  /** A measured number; a unit that UCUM does not have as written stays a word. */
  static ObjectNode quantity(double value, String ucum) {
    return object()
        .put("value", new BigDecimal(Double.toString(value)).stripTrailingZeros())
        .put("unit", ucum)
        .put("system", UCUM)
        .put("code", ucum);
  }

  static String time(Instant instant) {
    return instant.toString();
  }

  /** An observation of a device that nobody has verified. */
  static ObjectNode vitalSign(String id, String patient, Instant at) {
    ObjectNode observation = resource("Observation", id).put("status", "preliminary");
    observation
        .putArray("category")
        .addObject()
        .putArray("coding")
        .addObject()
        .put("system", CATEGORY)
        .put("code", "vital-signs");
    observation.set("subject", reference(patient));
    return observation.put("effectiveDateTime", time(at));
  }

  /** Why a number is not there: the monitor sent none. */
  static ObjectNode notMeasured() {
    return coded(ABSENT, "unknown", "Unknown");
  }
}
