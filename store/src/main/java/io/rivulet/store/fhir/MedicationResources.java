package io.rivulet.store.fhir;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.schemas.record.DoseCharted;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.store.read.DoseRow;
import java.time.Instant;
import java.util.Optional;

/**
 * What was given.
 *
 * @param patient the id of the session's subject
 */
record MedicationResources(String patient) {
  /**
   * What a pump gave of a drug.
   *
   * @param route IV, IM or IN
   * @param from when the pump began to serve the session
   * @param over whether the session has ended
   */
  ObjectNode pumped(DoseRow dose, String route, Instant from, boolean over) {
    ObjectNode given =
        begun(
            Fhir.id("given", dose.session(), dose.device(), dose.drug()),
            over ? "completed" : "in-progress",
            dose.drug());
    ObjectNode period = given.putObject("effectivePeriod").put("start", Fhir.time(from));
    if (over) {
      period.put("end", Fhir.time(dose.asOf().isBefore(from) ? from : dose.asOf()));
    }
    given.putArray("device").add(Fhir.reference(DeviceResources.id(dose.device())));
    ObjectNode dosage = given.putObject("dosage");
    dosage.set("route", Fhir.text(route));
    if (dose.amount().isPresent() && dose.unit().isPresent()) {
      dosage.set("dose", Fhir.quantity(dose.amount().getAsDouble(), dose.unit().get()));
    } else {
      dosage.set("dose", Fhir.quantity(dose.volumeMl(), "mL"));
    }
    return given;
  }

  /** A dose that no pump gave; empty where the event is no such. */
  Optional<ObjectNode> charted(SessionEventRecord event) {
    if (!(event.getEvent() instanceof DoseCharted dose)) {
      return Optional.empty();
    }
    ObjectNode given = begun(Fhir.id("charted", event.getEventId()), "completed", dose.getDrug());
    given.put("effectiveDateTime", Fhir.time(dose.getAt()));
    ObjectNode dosage = given.putObject("dosage");
    dosage.set("route", Fhir.text(dose.getRoute()));
    dosage.set("dose", Fhir.quantity(dose.getAmount(), dose.getUnit()));
    return Optional.of(given);
  }

  private ObjectNode begun(String id, String status, String drug) {
    ObjectNode given = Fhir.resource("MedicationAdministration", id).put("status", status);
    given.set("medicationCodeableConcept", Fhir.text(drug));
    given.set("subject", Fhir.reference(patient));
    return given;
  }
}
