package io.rivulet.store.fhir;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.schemas.record.PressureRecord;
import io.rivulet.schemas.record.VitalsSampleRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a monitor measured, as observations that nobody has verified.
 *
 * @param patient the id of the session's subject
 * @param refused whether a pressure was refused as implausible, and so takes part in nothing
 */
record ObservationResources(String patient, Predicate<PressureAt> refused) {
  /** A pressure of a sample. */
  record PressureAt(String source, Instant time, Double systolic, Double diastolic, Double mean) {}

  /** One observation for each pressure and each other sign of a sample. */
  List<ObjectNode> of(VitalsSampleRecord sample) {
    List<ObjectNode> observations = new ArrayList<>(4);
    for (PressureRecord pressure : sample.getPressures()) {
      PressureAt at =
          new PressureAt(
              pressure.getSource(),
              sample.getDeviceTime(),
              pressure.getSystolic(),
              pressure.getDiastolic(),
              pressure.getMean());
      if (!refused.test(at)) {
        observations.add(panel(sample, at));
      }
    }
    add(observations, sample, VitalCode.HEART_RATE, sample.getHeartRatePerMinute());
    add(observations, sample, VitalCode.RESPIRATORY_RATE, sample.getRespiratoryRatePerMinute());
    add(observations, sample, VitalCode.SPO2, sample.getSpo2Percent());
    return observations;
  }

  private ObjectNode begun(VitalsSampleRecord sample, String what) {
    String id =
        Fhir.id(
            "observation",
            sample.getDevice(),
            sample.getDeviceTime().toString(),
            Long.toString(sample.getSequence()),
            what);
    return Fhir.vitalSign(id, patient, sample.getDeviceTime());
  }

  private ObjectNode panel(VitalsSampleRecord sample, PressureAt pressure) {
    ObjectNode panel = begun(sample, pressure.source());
    panel.set("code", Fhir.coded(Fhir.LOINC, VitalCode.PANEL, VitalCode.PANEL_NAME));
    panel.set(
        "method",
        Fhir.text(pressure.source().equals("ART") ? "Arterial line" : "Non-invasive, cuff"));
    panel.set("device", Fhir.reference(DeviceResources.id(sample.getDevice())));
    ArrayNode components = panel.putArray("component");
    // The profile of pressures has both of these, measured or not.
    component(components, VitalCode.SYSTOLIC, pressure.systolic());
    component(components, VitalCode.DIASTOLIC, pressure.diastolic());
    if (pressure.mean() != null) {
      component(components, VitalCode.MEAN, pressure.mean());
    }
    return panel;
  }

  private static void component(ArrayNode components, VitalCode code, Double value) {
    ObjectNode component = components.addObject();
    component.set("code", Fhir.coded(Fhir.LOINC, code.loinc(), code.display()));
    if (value == null) {
      component.set("dataAbsentReason", Fhir.notMeasured());
    } else {
      component.set("valueQuantity", Fhir.quantity(value, code.unit()));
    }
  }

  private void add(
      List<ObjectNode> observations, VitalsSampleRecord sample, VitalCode code, Double value) {
    if (value != null) {
      ObjectNode observation = begun(sample, code.loinc());
      observation.set("code", Fhir.coded(Fhir.LOINC, code.loinc(), code.display()));
      observation.set("device", Fhir.reference(DeviceResources.id(sample.getDevice())));
      observation.set("valueQuantity", Fhir.quantity(value, code.unit()));
      observations.add(observation);
    }
  }
}
