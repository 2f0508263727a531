package io.rivulet.store.fhir;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A device of a session, and what it reports. */
final class DeviceResources {
  private DeviceResources() {}

  static String id(String device) {
    return Fhir.id("device", device);
  }

  /** The device and one DeviceMetric for each thing it reported. */
  static List<ObjectNode> of(String device, boolean pump, Set<MetricCode> reported) {
    List<ObjectNode> resources = new ArrayList<>();
    ObjectNode resource = Fhir.resource("Device", id(device));
    resource
        .putArray("identifier")
        .addObject()
        .put("system", FhirSession.DEVICE_SYSTEM)
        .put("value", device);
    resource.put("status", "active");
    resource.set("type", Fhir.text(pump ? "Infusion pump" : "Bedside monitor"));
    resources.add(resource);
    for (MetricCode code : reported) {
      resources.add(metric(device, code));
    }
    return resources;
  }

  private static ObjectNode metric(String device, MetricCode code) {
    ObjectNode metric = Fhir.resource("DeviceMetric", Fhir.id("metric", device, code.mdc()));
    metric.set("type", Fhir.coded(Fhir.MDC, code.mdc(), code.display()));
    metric.set("unit", Fhir.coded(Fhir.UCUM, code.unit(), code.unit()));
    metric.set("source", Fhir.reference(id(device)));
    return metric.put("category", code.category());
  }
}
