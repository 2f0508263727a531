package io.rivulet.store.fhir;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.schemas.record.DeviceBound;
import io.rivulet.schemas.record.EventWithdrawn;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.SessionClosed;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.record.SessionOpened;
import io.rivulet.schemas.record.VitalsSampleRecord;
import io.rivulet.schemas.record.WeightRecorded;
import io.rivulet.store.read.ClinicReads;
import io.rivulet.store.read.DoseRow;
import io.rivulet.store.read.History;
import io.rivulet.store.read.HistoryOrder;
import io.rivulet.store.read.HistoryReads;
import io.rivulet.store.read.HistoryRows;
import io.rivulet.store.read.SessionSample;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import javax.sql.DataSource;

/**
 * Writes a session as a FHIR R4 Bundle: its subject as a Patient known by a pseudonym, devices and
 * what they report, every pressure and vital sign, weights, and what was given. Samples stream:
 * memory does not grow with the session. Ids are functions of what they are about. Safe for use by
 * many threads.
 */
public final class FhirSession {
  /** What a subject's pseudonym is an identifier of. */
  static final String SUBJECT_SYSTEM = "urn:x-rivulet:subject";

  /** What a device's name is an identifier of. */
  static final String DEVICE_SYSTEM = "urn:x-rivulet:device";

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final HistoryReads history;
  private final ClinicReads clinic;

  /** Reads through connections of this pool, two for each bundle. */
  public FhirSession(DataSource database) {
    this.history = new HistoryReads(database);
    this.clinic = new ClinicReads(database);
  }

  /**
   * Writes the bundle.
   *
   * @param now when it is read
   * @param out not closed; nothing is written where the session is not known
   * @return false where the session is not known
   * @throws IOException where it cannot be written
   * @throws io.rivulet.store.read.StoreUnavailableException where the database does not answer
   */
  public boolean write(String session, Instant now, OutputStream out) throws IOException {
    return write(session, site -> true, now, out);
  }

  /**
   * The same of some sites only: a session of another is not known.
   *
   * @param sites which
   */
  public boolean write(String session, Predicate<String> sites, Instant now, OutputStream out)
      throws IOException {
    try (History read = history.of(List.of(session))) {
      Recorded recorded = Recorded.of(read);
      if (read.sessions().isEmpty()
          || recorded.opened == null
          || !sites.test(recorded.opened.getSite())) {
        return false;
      }
      try (JsonGenerator json =
          MAPPER
              .createGenerator(out)
              .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
              .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)) {
        json.writeStartObject();
        json.writeStringField("resourceType", "Bundle");
        json.writeStringField("id", Fhir.id("bundle", session));
        json.writeStringField("type", "collection");
        json.writeStringField("timestamp", Fhir.time(now));
        json.writeArrayFieldStart("entry");
        new Entries(json, session, read, recorded).write();
        json.writeEndArray();
        json.writeEndObject();
      }
      return true;
    }
  }

  /** What of a session's events stands and is asked for. */
  private static final class Recorded {
    private SessionOpened opened;
    private boolean closed;
    private final List<SessionEventRecord> standing = new ArrayList<>();
    private final Map<String, Instant> boundFrom = new TreeMap<>();

    static Recorded of(History read) {
      Recorded recorded = new Recorded();
      Set<String> withdrawn = new HashSet<>();
      List<SessionEventRecord> all = new ArrayList<>();
      try (HistoryRows<SessionEventRecord> events = read.sessionEvents()) {
        events.forEachRemaining(all::add);
      }
      for (SessionEventRecord event : all) {
        if (event.getEvent() instanceof EventWithdrawn taken) {
          withdrawn.add(taken.getEvent());
        } else if (event.getEvent() instanceof WeightRecorded weight
            && weight.getCorrects() != null) {
          withdrawn.add(weight.getCorrects());
        }
      }
      all.stream().filter(event -> !withdrawn.contains(event.getEventId())).forEach(recorded::take);
      return recorded;
    }

    private void take(SessionEventRecord event) {
      standing.add(event);
      if (event.getEvent() instanceof SessionOpened first) {
        opened = first;
      } else if (event.getEvent() instanceof SessionClosed) {
        closed = true;
      } else if (event.getEvent() instanceof DeviceBound bound) {
        boundFrom.merge(bound.getDevice(), bound.getFrom(), (a, b) -> a.isBefore(b) ? a : b);
      }
    }
  }

  /** Writes entry after entry. */
  private final class Entries {
    private final JsonGenerator json;
    private final String session;
    private final History read;
    private final Recorded recorded;
    private final String patient;

    Entries(JsonGenerator json, String session, History read, Recorded recorded) {
      this.json = json;
      this.session = session;
      this.read = read;
      this.recorded = recorded;
      this.patient = Fhir.id("patient", recorded.opened.getSite(), recorded.opened.getSubject());
    }

    void write() throws IOException {
      ObjectNode person = Fhir.resource("Patient", patient);
      person
          .putArray("identifier")
          .addObject()
          .put("system", SUBJECT_SYSTEM)
          .put("value", recorded.opened.getSubject());
      entry(person);
      weights();
      given();
      Map<String, Set<MetricCode>> reported = new HashMap<>();
      vitals(reported);
      Set<String> pumps = pumps(reported);
      for (String device : recorded.boundFrom.keySet()) {
        Set<MetricCode> codes = reported.getOrDefault(device, EnumSet.noneOf(MetricCode.class));
        for (ObjectNode resource : DeviceResources.of(device, pumps.contains(device), codes)) {
          entry(resource);
        }
      }
    }

    private void entry(ObjectNode resource) throws IOException {
      json.writeStartObject();
      json.writeStringField("fullUrl", "urn:uuid:" + resource.path("id").asText());
      json.writeFieldName("resource");
      MAPPER.writeTree(json, resource);
      json.writeEndObject();
    }

    private void weights() throws IOException {
      for (SessionEventRecord event : recorded.standing) {
        if (event.getEvent() instanceof WeightRecorded weight) {
          ObjectNode observation =
              Fhir.vitalSign(Fhir.id("weight", event.getEventId()), patient, weight.getFrom());
          observation.set("code", Fhir.coded(Fhir.LOINC, "29463-7", "Body weight"));
          observation.set("valueQuantity", Fhir.quantity(weight.getWeightKg(), "kg"));
          entry(observation);
        }
      }
    }

    private void given() throws IOException {
      MedicationResources medications = new MedicationResources(patient);
      for (DoseRow dose : clinic.doses(session)) {
        Instant from =
            Optional.ofNullable(recorded.boundFrom.get(dose.device())).orElse(dose.asOf());
        entry(medications.pumped(dose, recorded.opened.getRoute(), from, recorded.closed));
      }
      for (SessionEventRecord event : recorded.standing) {
        Optional<ObjectNode> charted = medications.charted(event);
        if (charted.isPresent()) {
          entry(charted.get());
        }
      }
    }

    private void vitals(Map<String, Set<MetricCode>> reported) throws IOException {
      Set<ObservationResources.PressureAt> refused = refused();
      ObservationResources observations = new ObservationResources(patient, refused::contains);
      try (HistoryRows<SessionSample<VitalsSampleRecord>> rows =
          read.vitalsSamples(HistoryOrder.DEVICE_TIME)) {
        while (rows.hasNext()) {
          VitalsSampleRecord sample = rows.next().sample();
          Reported.note(sample, reported);
          for (ObjectNode observation : observations.of(sample)) {
            entry(observation);
          }
        }
      }
    }

    private Set<ObservationResources.PressureAt> refused() {
      Set<ObservationResources.PressureAt> refused = new HashSet<>();
      clinic
          .rejectedReadings(session)
          .forEach(
              row ->
                  refused.add(
                      new ObservationResources.PressureAt(
                          row.reading().source(),
                          row.reading().time(),
                          nullable(row.reading().systolic()),
                          nullable(row.reading().diastolic()),
                          nullable(row.reading().mean()))));
      return refused;
    }

    private Set<String> pumps(Map<String, Set<MetricCode>> reported) {
      Set<String> pumps = new HashSet<>();
      try (HistoryRows<SessionSample<PumpSampleRecord>> rows =
          read.pumpSamples(HistoryOrder.DEVICE_TIME)) {
        while (rows.hasNext()) {
          PumpSampleRecord sample = rows.next().sample();
          pumps.add(sample.getDevice());
          Reported.note(sample, reported);
        }
      }
      return pumps;
    }
  }

  private static Double nullable(java.util.OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
