package io.rivulet.onebox.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.simulator.clinic.Clinic;
import io.rivulet.store.read.ClinicReads;
import io.rivulet.store.read.DoseRow;
import io.rivulet.store.read.ExcursionRow;
import io.rivulet.store.read.SessionSummary;

/** What the store holds after a demo. */
final class DemoReport {
  private static final int SESSIONS_MAX = 1000;
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private DemoReport() {}

  static String of(ClinicReads reads, Clinic clinic) {
    ObjectNode report = MAPPER.createObjectNode();
    report.put("messagesPublished", clinic.messages());
    ArrayNode sessions = report.putArray("sessions");
    for (SessionSummary summary : reads.sessions(SESSIONS_MAX)) {
      ObjectNode session = sessions.addObject();
      session.put("session", summary.session());
      session.put("site", summary.site());
      session.put("subject", summary.subject());
      summary.closed().ifPresent(at -> session.put("closed", at.toString()));
      ArrayNode doses = session.putArray("doses");
      summary.doses().forEach(dose -> add(doses.addObject(), dose));
      ArrayNode excursions = session.putArray("excursions");
      reads.excursions(summary.session()).forEach(found -> add(excursions.addObject(), found));
    }
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(report);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of numbers and texts is always JSON", e);
    }
  }

  private static void add(ObjectNode node, DoseRow dose) {
    node.put("device", dose.device());
    node.put("drug", dose.drug());
    dose.unit().ifPresent(unit -> node.put("unit", unit));
    dose.amount().ifPresent(amount -> node.put("amount", amount));
    dose.amountPerKg().ifPresent(amount -> node.put("amountPerKg", amount));
    node.put("volumeMl", dose.volumeMl());
    node.put("samples", dose.samples());
    node.put("duplicates", dose.duplicates());
    node.put("resets", dose.resets());
  }

  private static void add(ObjectNode node, ExcursionRow excursion) {
    node.put("source", excursion.source());
    node.put("component", excursion.component());
    node.put("direction", excursion.direction());
    node.put("severity", excursion.severity());
    node.put("start", excursion.start().toString());
    excursion.end().ifPresent(end -> node.put("end", end.toString()));
    node.put("peakMmHg", excursion.peak());
    node.put("readings", excursion.readings());
  }
}
