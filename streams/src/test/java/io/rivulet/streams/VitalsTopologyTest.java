package io.rivulet.streams;

import static io.rivulet.streams.Ward.at;
import static io.rivulet.streams.Ward.monitor;
import static io.rivulet.streams.Ward.nibp;
import static io.rivulet.streams.Ward.pump;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.schemas.record.AlertRecord;
import io.rivulet.schemas.record.ExcursionRecord;
import io.rivulet.schemas.record.PressureTallyRecord;
import io.rivulet.testkit.Requirement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VitalsTopologyTest {
  private static final String VITALS =
      """
      {"id": "test",
       "plausible": {"heartRate": [20, 300], "spo2": [50, 100]},
       "limits": {
         "heartRate": {"high": {"warning": 120, "critical": 150}},
         "spo2": {"low": {"warning": 92, "critical": 88}}},
       "hysteresis": {"heartRate": 5, "spo2": 1},
       "confirm": {"readings": 2, "withinSeconds": 60}}
      """;
  private static final String RELATIVE =
      """
      {"id": "test",
       "limits": {"systolic": {"high": {"warning": 200, "critical": 220}}},
       "relative": {"systolic": {"high": {"warningPercent": 20, "criticalPercent": 30}}},
       "baseline": {"windowMinutes": 30, "minReadings": 2},
       "hysteresis": 5,
       "confirm": {"readings": 2, "withinSeconds": 1200}}
      """;

  @TempDir Path state;
  private Ward ward;

  @BeforeEach
  void open() {
    ward = new Ward(state, 5);
  }

  @AfterEach
  void close() {
    ward.close();
  }

  private List<ExcursionRecord> standing(java.util.Map<String, ExcursionRecord> stated) {
    return stated.values().stream().filter(excursion -> !excursion.getWithdrawn()).toList();
  }

  private List<AlertRecord> alerts(String category) {
    return ward.alerts.values().stream()
        .filter(alert -> alert.getCategory().equals(category))
        .toList();
  }

  @Test
  @Requirement("VITAL-004")
  void aHeartRateBeyondItsLimitIsStatedBesidePressuresWithItsAlert() {
    ward.limitsArrive(1, 0, VITALS);
    ward.opens();
    ward.sample(monitor(10, 125.0, 97.0));
    ward.sample(monitor(11, 131.0, 97.0));

    assertThat(ward.excursions).isEmpty();
    ExcursionRecord excursion = standing(ward.vitals).get(0);
    assertThat(alerts("HEART_RATE_EXCURSION"))
        .allSatisfy(alert -> assertThat(alert.getSite()).isNotNull());
    assertThat(excursion.getSource()).isEqualTo("MONITOR");
    assertThat(excursion.getComponent()).isEqualTo("heartRate");
    assertThat(excursion.getStart()).isEqualTo(at(10));
    assertThat(excursion.getPeak()).isEqualTo(131);
    assertThat(excursion.getUnit()).isEqualTo("/min");
    assertThat(excursion.getLimit()).isEqualTo(120);
    AlertRecord alert = alerts("HEART_RATE_EXCURSION").get(0);
    assertThat(alert.getPresent()).isTrue();
    assertThat(alert.getPriority()).isEqualTo("medium");

    ward.sample(monitor(12, 115.0, 97.0));

    assertThat(standing(ward.vitals).get(0).getEnd()).isEqualTo(at(12));
    assertThat(alerts("HEART_RATE_EXCURSION").get(0).getPresent()).isFalse();
    assertThat(ward.tallies).as("a monitor's quantities have no tally").isEmpty();
  }

  @Test
  @Requirement({"VITAL-001", "VITAL-004"})
  void aLostHeartRateIsQuarantinedAndTheSaturationBesideItJudged() {
    ward.limitsArrive(1, 0, VITALS);
    ward.opens();
    ward.sample(monitor(10, 0.0, 85.0));

    assertThat(standing(ward.vitals))
        .extracting(ExcursionRecord::getComponent)
        .containsExactly("spo2");
    assertThat(ward.quarantine.values())
        .extracting(refused -> refused.getReason() + ": " + refused.getDetail())
        .containsExactly("IMPLAUSIBLE_VITAL: heartRate 0.0 /min is outside 20.0 to 300.0");
    assertThat(ward.quarantine.values().iterator().next().getPressure()).isNull();
  }

  @Test
  @Requirement("VITAL-005")
  void aLateReadingOfAMonitorIsTakenInItsPlace() {
    ward.limitsArrive(1, 0, VITALS);
    ward.opens();
    ward.sample(monitor(10, 125.0, null));
    ward.sample(monitor(12, 125.0, null));
    assertThat(standing(ward.vitals)).hasSize(1);

    ward.sample(monitor(11, 90.0, null));

    assertThat(standing(ward.vitals)).isEmpty();
    assertThat(ward.vitals).hasSize(1);
  }

  @Test
  @Requirement("VITAL-006")
  void changedLimitsApplyToARunningSessionFromTheirTimeOn() {
    ward.limitsArrive(1, 0, VITALS);
    ward.opens();
    ward.sample(monitor(10, 110.0, null));
    ward.sample(monitor(11, 110.0, null));
    ward.sample(monitor(20, 110.0, null));
    ward.sample(monitor(21, 110.0, null));
    assertThat(ward.vitals).isEmpty();

    ward.limitsArrive(2, 20, VITALS.replace("\"warning\": 120", "\"warning\": 105"));
    ward.pass(Duration.ofSeconds(1));

    ExcursionRecord excursion = standing(ward.vitals).get(0);
    assertThat(excursion.getStart()).isEqualTo(at(20));
    assertThat(excursion.getProfileVersion()).isEqualTo(2);
    assertThat(excursion.getLimit()).isEqualTo(105);

    ward.limitsArrive(3, 20, VITALS.replace("\"warning\": 120", "\"warning\": 115"));
    ward.pass(Duration.ofSeconds(1));

    assertThat(standing(ward.vitals)).as("the later version from the same time wins").isEmpty();
  }

  @Test
  @Requirement("PRES-021")
  void aLimitRelativeToTheBaselineBeforeTheInfusionJudges() {
    ward.limitsArrive(1, 0, RELATIVE);
    ward.opens();
    ward.sample(nibp(10, 118));
    ward.sample(nibp(20, 122));
    assertThat(ward.tally("NIBP").getNotEvaluableReason())
        .isEqualTo("limits relative to a baseline wait for the infusion to begin");
    ward.sample(pump(30, 1));
    ward.sample(pump(31, 1.1));
    ward.sample(nibp(600, 150));
    ward.sample(nibp(700, 150));

    ExcursionRecord excursion = standing(ward.excursions).get(0);
    assertThat(excursion.getStart()).isEqualTo(at(600));
    assertThat(excursion.getLimit()).isEqualTo(144);
    assertThat(excursion.getBaseline()).isEqualTo(120);
    PressureTallyRecord tally = ward.tally("NIBP");
    assertThat(tally.getBaseline().getSystolic()).isEqualTo(120);
    assertThat(tally.getNotEvaluableReason()).isNull();
    assertThat(alerts("LIMITS_NOT_EVALUABLE")).isEmpty();
  }

  @Test
  @Requirement("PRES-021")
  void aPumpsLateSampleThatMovesTheBeginningRestatesWhatWasFound() {
    ward.limitsArrive(1, 0, RELATIVE);
    ward.opens();
    ward.sample(nibp(10, 100));
    ward.sample(nibp(20, 100));
    ward.sample(nibp(30, 130));
    ward.sample(nibp(40, 130));
    ward.sample(nibp(45, 130));
    ward.sample(pump(50, 1.1));
    ward.sample(pump(51, 1.2));
    ward.sample(nibp(600, 150));
    ward.sample(nibp(700, 150));
    assertThat(standing(ward.excursions)).as("130 is the median, 156 its limit").isEmpty();

    ward.sample(pump(25, 1.0));

    assertThat(ward.tally("NIBP").getBaseline().getSystolic()).isEqualTo(100);
    assertThat(standing(ward.excursions))
        .extracting(ExcursionRecord::getStart)
        .as("130 is 30 percent over what was before 10:00:25")
        .containsExactly(at(30));
  }

  @Test
  @Requirement("PRES-022")
  void limitsThatCannotBeJudgedWhileTheInfusionRunsAreAnAlert() {
    ward.limitsArrive(1, 0, RELATIVE);
    ward.opens();
    ward.sample(nibp(20, 120));
    ward.sample(pump(30, 1));
    ward.sample(pump(31, 1.1));
    ward.sample(nibp(600, 150));

    assertThat(ward.tally("NIBP").getNotEvaluableReason())
        .isEqualTo(
            "no baseline of systolic: fewer than 2 readings in the 30 min before the infusion");
    AlertRecord alert = alerts("LIMITS_NOT_EVALUABLE").get(0);
    assertThat(alert.getPresent()).isTrue();
    assertThat(alert.getKind()).isEqualTo("technical");
    assertThat(alert.getStart()).isEqualTo(at(30));

    ward.sample(nibp(10, 120));

    assertThat(ward.tally("NIBP").getNotEvaluableReason()).isNull();
    assertThat(alerts("LIMITS_NOT_EVALUABLE")).allMatch(a -> !a.getPresent());
  }

  @Test
  @Requirement("VITAL-005")
  void whatComesLaterThanTheHorizonIsStatedAsLateOnce() {
    ward.limitsArrive(1, 0, VITALS);
    ward.opens();
    for (int second = 0; second < 700; second++) {
      ward.sample(monitor(10_000 + 2 * second, 80.0, 97.0));
    }
    ward.sample(monitor(10, 200.0, 80.0));

    assertThat(ward.late).hasSize(1);
    assertThat(ward.vitals).isEmpty();
  }
}
