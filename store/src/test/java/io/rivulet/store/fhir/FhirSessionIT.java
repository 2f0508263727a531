package io.rivulet.store.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rivulet.store.StoreServers;
import io.rivulet.store.TestStore;
import io.rivulet.store.database.Migrations;
import io.rivulet.testkit.Requirement;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A session as a FHIR Bundle. */
class FhirSessionIT {
  @RegisterExtension static final StoreServers SERVERS = new StoreServers();

  private static final Instant NOW = Instant.parse("2026-04-01T00:00:00Z");
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String FILLED =
      """
      SET search_path TO rivulet;
      INSERT INTO session (session, site, subject, drug, route, opened_time, event_time)
        VALUES ('s1', 'north', 'subject-7', 'Ketamine', 'IV', '2026-03-02 09:00Z', '2026-03-02 09:00Z');
      INSERT INTO session_event (event_id, session, recorded_time, recorded_by, kind, effective_from, effective_to,
          replaces, site, subject, drug, route, device, weight_kg, body) VALUES
        ('e1', 's1', '2026-03-02 09:00Z', 'x', 'opened', NULL, NULL, NULL, 'north', 'subject-7', 'Ketamine', 'IV', NULL, NULL,
          '{"site": "north", "subject": "subject-7", "drug": "Ketamine", "route": "IV"}'),
        ('e2', 's1', '2026-03-02 09:01Z', 'x', 'weight', '2026-03-02 09:00Z', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 71,
          '{"from": "2026-03-02T09:00:00Z", "weightKg": 71.0}'),
        ('e3', 's1', '2026-03-02 09:02Z', 'x', 'device', '2026-03-02 09:00Z', NULL, NULL, NULL, NULL, NULL, NULL, 'pump-1', NULL,
          '{"device": "pump-1", "from": "2026-03-02T09:00:00Z"}'),
        ('e4', 's1', '2026-03-02 09:02Z', 'x', 'device', '2026-03-02 09:00Z', NULL, NULL, NULL, NULL, NULL, NULL, 'monitor-1', NULL,
          '{"device": "monitor-1", "from": "2026-03-02T09:00:00Z"}'),
        ('e5', 's1', '2026-03-02 09:50Z', 'x', 'charted-dose', '2026-03-02 09:45Z', NULL, NULL, NULL, NULL, 'Midazolam', 'IM', NULL, NULL,
          '{"at": "2026-03-02T09:45:00Z", "drug": "Midazolam", "route": "IM", "amount": 2.0, "unit": "mg"}'),
        ('e6', 's1', '2026-03-02 10:00Z', 'x', 'closed', '2026-03-02 10:00Z', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
          '{"at": "2026-03-02T10:00:00Z"}');
      INSERT INTO pump_sample (device, device_time, sequence, site, received_time, drug, state, rate_ml_per_hour,
          delivered_nl, mqtt_duplicate)
        VALUES ('pump-1', '2026-03-02 09:10Z', 1, 'north', now(), 'Ketamine', 'RUN', 5.25, 0, false);
      INSERT INTO vitals_sample (device, device_time, sequence, site, received_time, nibp_systolic, nibp_diastolic,
          nibp_mean, heart_rate_per_minute, spo2_percent, respiratory_rate_per_minute, mqtt_duplicate) VALUES
        ('monitor-1', '2026-03-02 09:10Z', 1, 'north', now(), 121, 80, 93, 72, 97.5, 14, false),
        ('monitor-1', '2026-03-02 09:20Z', 2, 'north', now(), 131, NULL, NULL, NULL, NULL, NULL, false),
        ('monitor-1', '2026-03-02 09:30Z', 3, 'north', now(), 11647, NULL, NULL, NULL, NULL, NULL, false);
      INSERT INTO quarantine (id, stage, reason, detail, origin, device, session, pressure_source, systolic, device_time,
          received_time, payload, payload_bytes, withdrawn, delivery_count)
        VALUES ('q1', 'session-rules', 'IMPLAUSIBLE_PRESSURE', 'x', 'x', 'monitor-1', 's1', 'NIBP', 11647,
          '2026-03-02 09:30Z', now(), '', 0, false, 1);
      INSERT INTO dose (session, device, drug, revision, as_of, volume_nl, amount, unit, amount_per_kg,
          uncertainty_nl, estimated_nl, checked_counter_nl, checked_rate_nl, sample_count, duplicate_count,
          reset_count, segment_count, state)
        VALUES ('s1', 'pump-1', 'Ketamine', 1, '2026-03-02 09:50Z', 3550000, 35.5, 'mg', 0.5, 0, 0, 0, 0, 1, 0, 0, 1, 'RUN');
      RESET search_path;
      """;

  private static TestStore store;

  @BeforeAll
  static void aSession() throws Exception {
    store = SERVERS.newStore();
    Migrations.migrate(store.config().database());
    try (Connection connection = store.database().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(FILLED);
    }
  }

  @AfterAll
  static void close() {
    store.close();
  }

  private static String bundle() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(new FhirSession(store.database()).write("s1", NOW, out)).isTrue();
    return out.toString(StandardCharsets.UTF_8);
  }

  private static Stream<JsonNode> of(JsonNode bundle, String type) {
    return StreamSupport.stream(bundle.path("entry").spliterator(), false)
        .map(entry -> entry.path("resource"))
        .filter(resource -> resource.path("resourceType").asText().equals(type));
  }

  @Test
  @Requirement("FHIR-001")
  void theBundleAndTheCapabilityStatementAreValidR4() throws IOException {
    assertThat(FhirValidator.errors(bundle())).isEmpty();
    assertThat(FhirValidator.errors(FhirCapabilities.statement().toString())).isEmpty();
    assertThat(FhirValidator.errors(bundle().replace("\"preliminary\"", "\"perhaps\"")))
        .as("the validator looks")
        .isNotEmpty();
  }

  @Test
  @Requirement("FHIR-002")
  void whatWasMeasuredAndGivenHasItsCodesUnitsAndSubject() throws IOException {
    JsonNode bundle = MAPPER.readTree(bundle());

    assertThat(of(bundle, "Patient").map(p -> p.at("/identifier/0/value").asText()))
        .containsExactly("subject-7");
    JsonNode panel =
        of(bundle, "Observation")
            .filter(o -> o.at("/code/coding/0/code").asText().equals("85354-9"))
            .findFirst()
            .orElseThrow();
    assertThat(panel.at("/component/0/code/coding/0/code").asText()).isEqualTo("8480-6");
    assertThat(panel.at("/component/0/valueQuantity/value").asDouble()).isEqualTo(121);
    assertThat(panel.at("/component/0/valueQuantity/code").asText()).isEqualTo("mm[Hg]");
    assertThat(panel.path("effectiveDateTime").asText()).isEqualTo("2026-03-02T09:10:00Z");
    assertThat(of(bundle, "Observation").map(o -> o.at("/code/coding/0/code").asText()))
        .containsExactlyInAnyOrder("29463-7", "85354-9", "8867-4", "9279-1", "59408-5", "85354-9");
    assertThat(of(bundle, "Device").map(d -> d.at("/type/text").asText()))
        .containsExactlyInAnyOrder("Infusion pump", "Bedside monitor");
    assertThat(of(bundle, "DeviceMetric").map(m -> m.at("/type/coding/0/code").asText()))
        .containsExactlyInAnyOrder(
            "157784", "157993", "150021", "150022", "150023", "147842", "151562", "150456");
    assertThat(
            of(bundle, "MedicationAdministration")
                .map(
                    m ->
                        List.of(
                            m.at("/medicationCodeableConcept/text").asText(),
                            m.path("status").asText(),
                            m.at("/dosage/route/text").asText(),
                            m.at("/dosage/dose/value").asText(),
                            m.at("/dosage/dose/code").asText())))
        .containsExactlyInAnyOrder(
            List.of("Ketamine", "completed", "IV", "35.5", "mg"),
            List.of("Midazolam", "completed", "IM", "2", "mg"));
  }

  @Test
  @Requirement("FHIR-003")
  void aPressureThatWasRefusedIsLeftOutAndAMissingPartSaysSo() throws IOException {
    String bundle = bundle();

    assertThat(bundle).doesNotContain("11647");
    assertThat(
            of(MAPPER.readTree(bundle), "Observation")
                .filter(o -> o.path("effectiveDateTime").asText().equals("2026-03-02T09:20:00Z"))
                .map(o -> o.at("/component/1/dataAbsentReason/coding/0/code").asText()))
        .containsExactly("unknown");
  }

  @Test
  @Requirement("FHIR-004")
  void readTwiceItIsTheSameAndASessionThatIsNotThereIsNone() throws IOException {
    assertThat(bundle()).isEqualTo(bundle());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(new FhirSession(store.database()).write("s2", NOW, out)).isFalse();
    assertThat(out.size()).isZero();
  }
}
