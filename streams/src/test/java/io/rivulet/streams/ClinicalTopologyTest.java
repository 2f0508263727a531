package io.rivulet.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.schemas.record.AlertRecord;
import io.rivulet.schemas.record.DeviceBound;
import io.rivulet.schemas.record.ExcursionRecord;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.QuarantineRecord;
import io.rivulet.schemas.record.WeightRecorded;
import io.rivulet.schemas.serde.SerdeFactory;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClinicalTopologyTest {
  @TempDir java.nio.file.Path state;
  private Ward ward;

  @BeforeEach
  void open() {
    ward = new Ward(state, 5);
  }

  @AfterEach
  void close() {
    ward.close();
  }

  @Test
  @Requirement("STREAM-001")
  void theTopologyIsTheOneThatWasAgreed() throws IOException {
    String described =
        ClinicalTopology.build(
                new TopologyConfig("rivulet.", 4, Duration.ofMinutes(15), 10, 100),
                new SerdeFactory(Optional.empty()))
            .describe()
            .toString();
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(Path.of("src/test/resources/topology.txt"), described);
    }
    String golden;
    try (var in = getClass().getResourceAsStream("/topology.txt")) {
      golden = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    assertThat(described)
        .as("a renamed store or topic loses its state: see docs/architecture.md")
        .isEqualTo(golden);
  }

  @Test
  @Requirement("STREAM-002")
  void aSampleOfABoundDeviceMovesTheSessionsDose() {
    ward.opens();
    ward.sample(Ward.pump(0, 0));
    ward.sample(Ward.pump(2400, 17.5));

    assertThat(ward.dose().getAmount()).isCloseTo(35, within(1e-9));
    assertThat(ward.dose().getAmountPerKg()).isCloseTo(0.5, within(1e-9));
    assertThat(ward.dose().getSamples()).isEqualTo(2);
    assertThat(ward.dose().getSession()).isEqualTo(Ward.SESSION);
  }

  @Test
  @Requirement("STREAM-003")
  void aBindingRecordedAfterItsSamplesStillFindsThem() {
    ward.sample(Ward.pump(0, 0));
    ward.sample(Ward.pump(60, 1));
    assertThat(ward.doses).isEmpty();

    ward.opens();

    assertThat(ward.dose().getAmount()).isCloseTo(2, within(1e-9));
  }

  @Test
  @Requirement("STREAM-003")
  void ofADeviceBoundToNobodyTheNewestSamplesAreKeptUpToTheBound() {
    for (int second = 0; second < 8; second++) {
      ward.sample(Ward.pump(second, second));
    }
    ward.opens();

    assertThat(ward.dose().getSamples()).isEqualTo(5);
    assertThat(ward.dose().getVolumeNanolitres()).isEqualTo(4_000_000);
  }

  @Test
  @Requirement("STREAM-004")
  void samplesOutsideTheBindingBelongToNobody() {
    ward.opens();
    ward.publish(
        Topic.SESSIONS,
        Ward.SESSION,
        Ward.event("b9", 9, new DeviceBound("pump-1", Ward.at(0), Ward.at(100), "b1")));
    ward.sample(Ward.pump(0, 0));
    ward.sample(Ward.pump(50, 1));
    ward.sample(Ward.pump(100, 9));

    assertThat(ward.dose().getSamples()).isEqualTo(2);
    assertThat(ward.dose().getVolumeNanolitres()).isEqualTo(1_000_000);
  }

  @Test
  @Requirement("STREAM-004")
  void aBindingThatIsShortenedLaterTakesItsSamplesBack() {
    ward.opens();
    ward.sample(Ward.pump(0, 0));
    ward.sample(Ward.pump(50, 1));
    ward.sample(Ward.pump(100, 9));
    ward.publish(
        Topic.SESSIONS,
        Ward.SESSION,
        Ward.event("b9", 9, new DeviceBound("pump-1", Ward.at(0), Ward.at(100), "b1")));

    assertThat(ward.dose().getVolumeNanolitres()).isEqualTo(1_000_000);
  }

  @Test
  @Requirement("STREAM-005")
  void aRepeatedSampleIsCountedOnceAndReported() {
    ward.opens();
    ward.sample(Ward.pump(0, 0));
    ward.sample(Ward.pump(60, 1));
    ward.sample(Ward.pump(60, 1));
    ward.sample(Ward.pump(0, 0));
    ward.sample(Ward.pump(120, 2));

    assertThat(ward.dose().getSamples()).isEqualTo(3);
    assertThat(ward.dose().getDuplicates()).isEqualTo(2);
    assertThat(ward.dose().getVolumeNanolitres()).isEqualTo(2_000_000);
  }

  @Test
  @Requirement({"SESS-001", "STREAM-006"})
  void aCorrectedWeightRestatesTheWholeSession() {
    ward.opens();
    ward.sample(Ward.pump(0, 0));
    ward.sample(Ward.pump(2400, 17.5));
    long before = ward.dose().getRevision();

    ward.publish(
        Topic.SESSIONS,
        Ward.SESSION,
        Ward.event("w2", 3000, new WeightRecorded(Ward.at(3000), 87.5, "w1")));

    assertThat(ward.dose().getAmountPerKg()).isCloseTo(0.4, within(1e-9));
    assertThat(ward.dose().getRevision()).isGreaterThan(before);
  }

  @Test
  @Requirement("STREAM-006")
  void aConcentrationRecordedLaterTurnsVolumeIntoDose() {
    ward.opens();
    for (int second = 0; second <= 60; second += 60) {
      PumpSampleRecord silent = Ward.pump(second, second / 60.0);
      silent.setConcentrationPerMl(null);
      silent.setConcentrationUnit(null);
      ward.sample(silent);
    }
    assertThat(ward.dose().getAmount()).isNull();

    ward.publish(Topic.SESSIONS, Ward.SESSION, Ward.concentration("k1", 5));

    assertThat(ward.dose().getAmount()).isCloseTo(5, within(1e-9));
  }

  @Test
  @Requirement("STREAM-007")
  void twoReadingsBeyondOpenAnExcursionAndAnAlertAndALaterOneClosesBoth() {
    ward.limitsArrive(1, 0, Ward.LIMITS_JSON);
    ward.opens();
    ward.sample(Ward.nibp(0, 165));
    assertThat(ward.excursions).isEmpty();
    ward.sample(Ward.nibp(300, 170));

    ExcursionRecord open = ward.excursions.values().iterator().next();
    assertThat(open.getStart()).isEqualTo(Ward.at(0));
    assertThat(open.getEnd()).isNull();
    assertThat(ward.alerts.values()).singleElement().matches(a -> a.getPresent());

    ward.sample(Ward.nibp(600, 150));

    ExcursionRecord closed = ward.excursions.get(open.getId());
    assertThat(closed.getEnd()).isEqualTo(Ward.at(600));
    assertThat(closed.getRevision()).isEqualTo(2);
    assertThat(ward.alerts.values()).singleElement().matches(a -> !a.getPresent());
    assertThat(ward.tally("NIBP").getExcursions()).isEqualTo(1);
    assertThat(ward.tally("NIBP").getExcursionStatements()).isEqualTo(2);
  }

  @Test
  @Requirement("STREAM-008")
  void aLateReadingThatMovesTheStartWithdrawsTheOldExcursionForItsSuccessor() {
    ward.limitsArrive(1, 0, Ward.LIMITS_JSON);
    ward.opens();
    ward.sample(Ward.nibp(300, 165));
    ward.sample(Ward.nibp(600, 170));
    String old = ward.excursions.keySet().iterator().next();

    ward.sample(Ward.nibp(0, 166));

    ExcursionRecord withdrawn = ward.excursions.get(old);
    assertThat(withdrawn.getWithdrawn()).isTrue();
    ExcursionRecord successor = ward.excursions.get(withdrawn.getSuccessor());
    assertThat(successor.getStart()).isEqualTo(Ward.at(0));
    assertThat(successor.getReadings()).isEqualTo(3);
    assertThat(ward.openExcursions()).isEqualTo(1);
    assertThat(ward.alerts.values())
        .filteredOn(AlertRecord::getWithdrawn)
        .singleElement()
        .satisfies(
            alert -> assertThat(ward.alerts.get(alert.getSuccessor()).getPresent()).isTrue());
  }

  @Test
  @Requirement("STREAM-008")
  void aLateReadingThatBreaksAConfirmationTakesTheExcursionBack() {
    ward.limitsArrive(1, 0, Ward.LIMITS_JSON);
    ward.opens();
    ward.sample(Ward.nibp(0, 165));
    ward.sample(Ward.nibp(600, 170));
    ward.sample(Ward.nibp(300, 120));

    assertThat(ward.openExcursions()).isZero();
    assertThat(ward.tally("NIBP").getUnconfirmed()).isEqualTo(2);
    assertThat(ward.alerts.values()).allMatch(a -> a.getWithdrawn() && !a.getPresent());
  }

  @Test
  @Requirement("STREAM-009")
  void anImplausibleReadingIsQuarantinedAndALaterProfileCanTakeThatBack() {
    ward.limitsArrive(1, 0, Ward.LIMITS_JSON);
    ward.opens();
    ward.sample(Ward.nibp(0, 11647));

    QuarantineRecord refused = ward.quarantine.values().iterator().next();
    assertThat(refused.getReason()).isEqualTo("IMPLAUSIBLE_PRESSURE");
    assertThat(refused.getDetail()).contains("11647.0 mmHg");
    assertThat(ward.tally("NIBP").getRejected()).isEqualTo(1);

    ward.limitsArrive(2, 0, Ward.LIMITS_JSON.replace("300]", "20000]"));
    ward.pass(Duration.ofSeconds(1));

    assertThat(ward.quarantine.get(refused.getId()).getWithdrawn()).isTrue();
    assertThat(ward.tally("NIBP").getRejected()).isZero();
    assertThat(ward.openExcursions()).isEqualTo(1);
  }

  @Test
  @Requirement("STREAM-010")
  void limitsThatArriveAfterTheReadingsJudgeThemWithinASecond() {
    ward.opens();
    ward.sample(Ward.nibp(0, 185));
    assertThat(ward.tally("NIBP").getNotEvaluable()).isEqualTo(1);

    ward.limitsArrive(1, 0, Ward.LIMITS_JSON);
    ward.pass(Duration.ofSeconds(1));

    assertThat(ward.openExcursions()).isEqualTo(1);
    assertThat(ward.tally("NIBP").getNotEvaluable()).isZero();
  }

  @Test
  @Requirement("STREAM-010")
  void limitsThatCannotBeReadAreNotUsedAndStopNothing() {
    ward.limitsArrive(1, 0, "{\"id\": \"broken\"}");
    ward.opens();
    ward.sample(Ward.nibp(0, 185));
    ward.sample(Ward.pump(0, 0));

    assertThat(ward.tally("NIBP").getNotEvaluable()).isEqualTo(1);
    assertThat(ward.dose().getSamples()).isEqualTo(1);
  }

  @Test
  @Requirement("STREAM-011")
  void whatCannotBeReadOrJudgedIsSetAsideAndTheNextRecordIsTaken() {
    ward.opens();
    ward.publish(Topic.PUMP_SAMPLES, "pump-1", new byte[] {1, 2, 3});
    PumpSampleRecord hostile = Ward.pump(1, 1);
    hostile.setRateMlPerHour(Double.NaN);
    ward.sample(hostile);
    ward.publish(
        Topic.SESSIONS,
        Ward.SESSION,
        Ward.event("w9", 9, new WeightRecorded(Ward.at(0), -1.0, null)));
    ward.sample(Ward.pump(0, 0));
    ward.sample(Ward.pump(60, 1));

    assertThat(ward.dose().getAmountPerKg()).isCloseTo(2 / 70.0, within(1e-9));
  }

  @Test
  @Requirement("STREAM-012")
  void aSessionLongOverTakesNoMoreSamplesAndKeepsItsResults() {
    ward.opens();
    ward.sample(Ward.pump(0, 0));
    ward.sample(Ward.pump(60, 1));
    ward.publish(Topic.SESSIONS, Ward.SESSION, Ward.closed(120));
    ward.sample(Ward.pump(90, 1.5));
    assertThat(ward.dose().getSamples()).as("within the horizon").isEqualTo(3);

    ward.pass(Duration.ofMinutes(19));
    ward.sample(Ward.pump(100, 2));
    ward.publish(
        Topic.SESSIONS,
        Ward.SESSION,
        Ward.event("w2", 3000, new WeightRecorded(Ward.at(0), 1.0, "w1")));

    assertThat(ward.dose().getSamples()).isEqualTo(3);
    assertThat(ward.dose().getAmountPerKg()).isCloseTo(3 / 70.0, within(1e-9));
  }

  @Test
  @Requirement("DOSE-007")
  void aCounterThatDisagreesWithItsRateRaisesAnAlertUntilItAgreesAgain() {
    ward.opens();
    ward.sample(Ward.pump(0, 0));
    ward.sample(Ward.pump(60, 2));
    assertThat(ward.alerts.values())
        .singleElement()
        .matches(a -> a.getPresent() && a.getCategory().equals("DOSE_MISMATCH"));

    for (int second = 120; second <= 7200; second += 60) {
      ward.sample(Ward.pump(second, 2 + (second - 60) / 60.0 * 0.6));
    }

    assertThat(ward.alerts.values()).singleElement().matches(a -> !a.getPresent());
    assertThat(List.copyOf(ward.alerts.values()).get(0).getRevision()).isGreaterThan(1);
  }
}
