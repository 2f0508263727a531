package io.rivulet.store.fhir;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What can be read as FHIR, as FHIR says it. */
public final class FhirCapabilities {
  private FhirCapabilities() {}

  /** The CapabilityStatement. */
  public static ObjectNode statement() {
    ObjectNode statement = Fhir.resource("CapabilityStatement", "rivulet");
    statement.put("status", "active").put("date", "2026-11-21").put("kind", "instance");
    statement.putObject("software").put("name", "Rivulet");
    statement
        .putObject("implementation")
        .put("description", "Sessions, one Bundle each, for reading");
    statement.put("fhirVersion", "4.0.1");
    statement.putArray("format").add("application/fhir+json");
    ObjectNode rest = statement.putArray("rest").addObject().put("mode", "server");
    rest.put("documentation", "GET Bundle/{session}: a collection of everything of a session");
    rest.putObject("security").put("description", "A bearer token, as for the history API");
    ObjectNode bundle = rest.putArray("resource").addObject().put("type", "Bundle");
    bundle.putArray("interaction").addObject().put("code", "read");
    return statement;
  }
}
