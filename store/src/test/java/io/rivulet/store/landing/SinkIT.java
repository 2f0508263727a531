package io.rivulet.store.landing;

import static io.rivulet.store.TestRecords.dose;
import static io.rivulet.store.TestRecords.excursion;
import static io.rivulet.store.TestRecords.malformed;
import static io.rivulet.store.TestRecords.occluded;
import static io.rivulet.store.TestRecords.pump;
import static io.rivulet.store.TestRecords.vitals;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rivulet.schemas.record.LimitsProfileRecord;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.QuarantineRecord;
import io.rivulet.schemas.record.VitalsSampleRecord;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.store.StoreServers;
import io.rivulet.store.TestRecords;
import io.rivulet.store.TestStore;
import io.rivulet.store.read.LandedCounts;
import io.rivulet.testkit.Requirement;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SinkIT {
  @RegisterExtension static final StoreServers SERVERS = new StoreServers();

  private TestStore store;

  @BeforeEach
  void freshStore() {
    store = SERVERS.newStore();
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Test
  @Requirement("STORE-001")
  void everySampleLandsOnceWithItsValues() {
    for (int n = 0; n < 2_000; n++) {
      store.send(Topic.PUMP_SAMPLES, "pump-" + n % 7, pump("pump-" + n % 7, n));
    }
    store.flush();

    try (Sink sink = store.startSink()) {
      store.awaitLanded(Topic.PUMP_SAMPLES, 2_000);
    }

    assertThat(store.number("SELECT count(*) FROM rivulet.pump_sample")).isEqualTo(2_000);
    assertThat(
            store.number(
                """
                SELECT count(*) FROM rivulet.pump_sample
                WHERE site = 'north' AND device_time = '2026-03-02T09:00:00Z'::timestamptz
                    + sequence * interval '1 second'
                  AND received_time = device_time + interval '250 milliseconds'
                  AND drug = 'Ketamine' AND state = 'RUN' AND rate_ml_per_hour = 5.25
                  AND delivered_nl = sequence * 1458 AND concentration_per_ml = 10
                  AND concentration_unit = 'mg' AND programmed_weight_kg = 70
                  AND alarms IS NULL AND NOT mqtt_duplicate AND original
                    = '[{"field": "concentration", "value": 10000, "unit": "ug/mL"}]'
                """))
        .isEqualTo(2_000);
  }

  @Test
  @Requirement("STORE-002")
  void repeatsAreRemovedAndCounted() {
    store.send(Topic.PUMP_SAMPLES, "pump-1", pump("pump-1", 1));
    store.send(Topic.PUMP_SAMPLES, "pump-1", pump("pump-1", 1));
    store.send(Topic.PUMP_SAMPLES, "pump-1", pump("pump-1", 2));
    store.flush();
    try (Sink sink = store.startSink()) {
      store.awaitLanded(Topic.PUMP_SAMPLES, 3);
      PumpSampleRecord again = pump("pump-1", 2);
      again.setMqttDuplicate(true);
      store.send(Topic.PUMP_SAMPLES, "pump-1", again);
      store.send(Topic.VITALS_SAMPLES, "monitor-1", vitals("monitor-1", 1, 120));
      store.send(Topic.VITALS_SAMPLES, "monitor-1", vitals("monitor-1", 1, 120));
      store.send(Topic.QUARANTINE, "q", malformed("a", "rivulet/v1/north/pump-1/pump").build());
      store.send(Topic.QUARANTINE, "q", malformed("a", "rivulet/v1/north/pump-1/pump").build());
      store.flush();
      store.awaitLanded(Topic.PUMP_SAMPLES, 4);
      store.awaitLanded(Topic.VITALS_SAMPLES, 2);
      store.awaitLanded(Topic.QUARANTINE, 2);
    }

    assertThat(store.reads().landedCounts(List.of("pump-1", "monitor-1", "pump-1")))
        .isEqualTo(new LandedCounts(2, 1, 1, 4, 0, 0));
    assertThat(
            store
                .metrics
                .get("rivulet.sink.repeats")
                .tag("topic", store.kafkaName(Topic.PUMP_SAMPLES))
                .counter()
                .count())
        .isEqualTo(2);
  }

  @Test
  @Requirement("READ-006")
  void kafkaLearnsHowFarLandingIs() {
    for (int n = 0; n < 20; n++) {
      store.send(Topic.PUMP_SAMPLES, "pump-" + n, pump("pump-" + n, 1));
    }
    store.flush();
    try (Sink sink = store.startSink()) {
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(store.told(Topic.PUMP_SAMPLES)).isEqualTo(20));
    }
  }

  @Test
  @Requirement("BRIDGE-040")
  void aRedriveMarksTheRowAndIsNoFurtherDelivery() {
    String origin = "rivulet/v1/north/pump-1/pump";
    store.send(Topic.QUARANTINE, "pump-1", malformed("a", origin).build());
    store.send(Topic.QUARANTINE, "pump-1", malformed("a", origin).build());
    store.flush();
    try (Sink sink = store.startSink()) {
      store.awaitLanded(Topic.QUARANTINE, 2);
      store.send(Topic.QUARANTINE, "pump-1", redriven("a", origin, "anna"));
      store.send(Topic.QUARANTINE, "pump-1", redriven("b", origin, "ben"));
      store.send(Topic.QUARANTINE, "pump-1", malformed("a", origin).build());
      store.flush();
      store.awaitLanded(Topic.QUARANTINE, 5);
    }

    assertThat(
            store.number(
                """
                SELECT count(*) FROM rivulet.quarantine
                WHERE id = 'a' AND delivery_count = 3 AND redriven_by = 'anna'
                  AND redriven_to = 'rivulet.pump.samples' AND NOT redriven_corrected
                  AND redriven_time = received_time + interval '1 hour'
                """))
        .isEqualTo(1);
    assertThat(
            store.number(
                "SELECT delivery_count FROM rivulet.quarantine WHERE id = 'b' AND redriven_by = 'ben'"))
        .isZero();
    assertThat(
            store.number(
                "SELECT repeat_count FROM rivulet.landed_topic WHERE topic = '"
                    + store.kafkaName(Topic.QUARANTINE)
                    + "'"))
        .isEqualTo(2);
  }

  private static QuarantineRecord redriven(String id, String origin, String by) {
    return malformed(id, origin)
        .setRedrivenTime(TestRecords.START.plusSeconds(3600))
        .setRedrivenBy(by)
        .setRedrivenTo("rivulet.pump.samples")
        .setRedrivenCorrected(false)
        .build();
  }

  @Test
  @Requirement("STORE-003")
  void aSampleThatContradictsAnotherIsSetAsideNotLost() {
    store.send(Topic.PUMP_SAMPLES, "pump-1", pump("pump-1", 1));
    store.send(Topic.PUMP_SAMPLES, "pump-1", occluded("pump-1", 1));
    store.send(Topic.PUMP_SAMPLES, "pump-1", pump("pump-1", 1));
    store.flush();
    try (Sink sink = store.startSink()) {
      store.awaitLanded(Topic.PUMP_SAMPLES, 3);
    }

    assertThat(store.reads().landedCounts(List.of("pump-1")))
        .isEqualTo(new LandedCounts(1, 0, 0, 1, 1, 0));
    assertThat(
            store.number(
                """
                SELECT kafka_offset FROM rivulet.unlandable
                WHERE reason = 'CONTRADICTION' AND device = 'pump-1'
                """))
        .isEqualTo(1);
  }

  @Test
  @Requirement("STORE-004")
  void aRecordThatFitsNoTableDoesNotStopTheOthers() {
    for (int n = 0; n < 100; n++) {
      PumpSampleRecord sample = pump("pump-1", n);
      if (n == 37) {
        sample.setDrug("Ket\0amine");
      }
      if (n == 61) {
        sample.setConcentrationPerMl(-1.0);
      }
      store.send(Topic.PUMP_SAMPLES, "pump-1", sample);
    }
    store.sendBytes(Topic.PUMP_SAMPLES, "pump-1", "no record".getBytes(StandardCharsets.UTF_8));
    store.sendBytes(Topic.PUMP_SAMPLES, "pump-1", null);
    VitalsSampleRecord unknownSource = vitals("monitor-1", 1, 120);
    unknownSource.setPressures(List.of(TestRecords.pressure("CVP", null, null, 8.0)));
    store.send(Topic.VITALS_SAMPLES, "monitor-1", unknownSource);
    store.send(
        Topic.LIMITS, "icu", new LimitsProfileRecord("icu", 1, TestRecords.START, "not json"));
    store.flush();
    try (Sink sink = store.startSink()) {
      store.awaitLanded(Topic.PUMP_SAMPLES, 102);
      store.awaitLanded(Topic.VITALS_SAMPLES, 1);
      store.awaitLanded(Topic.LIMITS, 1);
    }

    assertThat(store.number("SELECT count(*) FROM rivulet.pump_sample")).isEqualTo(98);
    assertThat(
            store.number(
                "SELECT count(*) FROM rivulet.unlandable WHERE reason = 'CONSTRAINT' AND record_value IS NOT NULL"))
        .isEqualTo(3);
    assertThat(store.number("SELECT count(*) FROM rivulet.unlandable WHERE reason = 'UNDECODABLE'"))
        .isEqualTo(3);
  }

  @Test
  @Requirement("STORE-005")
  void anOlderRevisionThatComesLaterDoesNotHold() {
    store.send(Topic.DOSE_UPDATES, "s1", dose("s1", "pump-1", 3, 30));
    store.send(
        Topic.PRESSURE_EXCURSIONS,
        "s1",
        excursion("x", "s1", 2).setWithdrawn(true).setSuccessor("y").build());
    store.flush();
    try (Sink sink = store.startSink()) {
      store.awaitLanded(Topic.DOSE_UPDATES, 1);
      store.awaitLanded(Topic.PRESSURE_EXCURSIONS, 1);
      store.send(Topic.DOSE_UPDATES, "s1", dose("s1", "pump-1", 2, 20));
      store.send(Topic.DOSE_UPDATES, "s1", dose("s1", "pump-1", 1, 10));
      store.send(Topic.PRESSURE_EXCURSIONS, "s1", excursion("x", "s1", 1).build());
      store.send(Topic.PRESSURE_EXCURSIONS, "s1", excursion("y", "s1", 4).build());
      store.send(Topic.PRESSURE_EXCURSIONS, "s1", excursion("y", "s1", 1).build());
      store.flush();
      store.awaitLanded(Topic.DOSE_UPDATES, 3);
      store.awaitLanded(Topic.PRESSURE_EXCURSIONS, 4);
    }

    assertThat(store.reads().doses("s1"))
        .singleElement()
        .satisfies(
            held -> {
              assertThat(held.revision()).isEqualTo(3);
              assertThat(held.amount()).hasValue(30);
              assertThat(held.volumeMl()).isEqualTo(3.0);
            });
    assertThat(store.number("SELECT count(*) FROM rivulet.dose_history")).isEqualTo(3);
    assertThat(store.reads().excursions("s1"))
        .singleElement()
        .satisfies(
            held -> {
              assertThat(held.id()).isEqualTo("y");
              assertThat(held.peak()).isEqualTo(164);
            });
  }
}
