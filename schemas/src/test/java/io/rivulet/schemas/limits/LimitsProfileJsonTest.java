package io.rivulet.schemas.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.domain.dose.DoseLimits;
import io.rivulet.domain.vitals.BaselineRule;
import io.rivulet.domain.vitals.Comparison;
import io.rivulet.domain.vitals.Confirmation;
import io.rivulet.domain.vitals.Direction;
import io.rivulet.domain.vitals.LimitsProfile;
import io.rivulet.domain.vitals.Measurement;
import io.rivulet.domain.vitals.MeasurementLimits;
import io.rivulet.domain.vitals.PlausibleRange;
import io.rivulet.domain.vitals.RelativeThreshold;
import io.rivulet.domain.vitals.Threshold;
import io.rivulet.domain.vitals.VitalSign;
import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsProfileJsonTest {
  private static final Comparison SYSTOLIC_HIGH =
      new Comparison(VitalSign.SYSTOLIC, Direction.HIGH);
  private static final Comparison SYSTOLIC_LOW = new Comparison(VitalSign.SYSTOLIC, Direction.LOW);

  private static final String WHOLE =
      """
      {
        "id": "clinic",
        "plausible": {"systolic": [30, 300], "heartRate": [20, 300]},
        "limits": {
          "systolic": {"high": {"warning": 160, "critical": 180}, "low": {"warning": 90}},
          "heartRate": {"high": {"warning": 120, "critical": 150}}
        },
        "relative": {"systolic": {"high": {"warningPercent": 20, "criticalPercent": 30}}},
        "baseline": {"windowMinutes": 30, "minReadings": 2},
        "hysteresis": {"systolic": 5, "heartRate": 4},
        "confirm": {"readings": 2, "withinSeconds": 1200},
        "sources": {
          "ART": {
            "limits": {"systolic": {"high": {"warning": 165, "critical": 185}}},
            "hysteresis": {"systolic": 3},
            "confirm": {"seconds": 10, "withinSeconds": 5}
          },
          "MONITOR": {"confirm": {"seconds": 15}}
        },
        "dose": {
          "ceilingPerKg": {"ketamine": 1.0},
          "ratePerKgPerHour": {"Ketamine": 1.0},
          "planTolerance": 0.2,
          "flapHoldSeconds": 20
        },
        "pressureOverdueFactor": 1.5
      }
      """;

  private static MeasurementLimits limits(LimitsProfile profile, Measurement measurement) {
    return profile.of(measurement).orElseThrow();
  }

  @Test
  @Requirement("PRES-013")
  void whatASourceSaysTakesThePlaceOfWhatIsSaidForAll() {
    LimitsProfile profile = LimitsProfileJson.parse(WHOLE).profile();

    MeasurementLimits nibp = limits(profile, Measurement.NIBP);
    assertThat(nibp.thresholds().get(SYSTOLIC_HIGH)).isEqualTo(Threshold.absolute(160, 180));
    assertThat(nibp.hysteresis()).containsEntry(VitalSign.SYSTOLIC, 5.0);
    assertThat(nibp.confirmation()).isEqualTo(new Confirmation.ByRepeat(Duration.ofMinutes(20)));
    MeasurementLimits art = limits(profile, Measurement.ART);
    assertThat(art.thresholds().get(SYSTOLIC_HIGH)).isEqualTo(Threshold.absolute(165, 185));
    assertThat(art.thresholds().get(SYSTOLIC_LOW))
        .as("from what is said for all")
        .isEqualTo(Threshold.warningOnly(90));
    assertThat(art.plausible())
        .containsEntry(VitalSign.SYSTOLIC, new PlausibleRange(30, 300))
        .doesNotContainKey(VitalSign.HEART_RATE);
    assertThat(art.hysteresis()).containsEntry(VitalSign.SYSTOLIC, 3.0);
    assertThat(art.confirmation())
        .isEqualTo(new Confirmation.ByDuration(Duration.ofSeconds(10), Duration.ofSeconds(5)));
    assertThat(limits(profile, Measurement.HEART_RATE).confirmation())
        .as("within what is said for all")
        .isEqualTo(new Confirmation.ByDuration(Duration.ofSeconds(15), Duration.ofMinutes(20)));
    assertThat(profile.of(Measurement.SPO2)).as("nothing is said of it").isEmpty();
  }

  @Test
  @Requirement("PRES-015")
  void relativeLimitsComeWithTheirBaseline() {
    LimitsProfile profile = LimitsProfileJson.parse(WHOLE).profile();

    assertThat(limits(profile, Measurement.NIBP).relative())
        .containsEntry(SYSTOLIC_HIGH, new RelativeThreshold(20, OptionalDouble.of(30)));
    assertThat(profile.baseline()).contains(new BaselineRule(Duration.ofMinutes(30), 2));
  }

  @Test
  void doseLimitsAndTheOverdueFactorAreTheProfilesToo() {
    LimitsProfile profile = LimitsProfileJson.parse(WHOLE).profile();

    assertThat(profile.dose().ceiling("Ketamine")).hasValue(1.0);
    assertThat(profile.dose().rateCeiling("ketamine")).hasValue(1.0);
    assertThat(profile.dose().planTolerance()).isEqualTo(0.2);
    assertThat(profile.dose().weightTolerance()).isEqualTo(DoseLimits.DEFAULT.weightTolerance());
    assertThat(profile.dose().flapHold()).isEqualTo(Duration.ofSeconds(20));
    assertThat(profile.pressureOverdueFactor()).hasValue(1.5);
  }

  @Test
  @Requirement("PRES-019")
  void aProfileOfPressuresAloneReadsAsItDid() {
    LimitsProfile profile =
        LimitsProfileJson.parse(
                """
                {"id": "a", "plausible": {}, "hysteresis": 5,
                 "limits": {"mean": {"high": {"warning": 110, "critical": 130}}},
                 "confirm": {"readings": 2, "withinSeconds": 7200}}
                """)
            .profile();

    assertThat(profile.measurements()).containsOnlyKeys(Measurement.NIBP, Measurement.ART);
    assertThat(limits(profile, Measurement.ART).hysteresis()).containsEntry(VitalSign.MEAN, 5.0);
    assertThat(profile.dose()).isEqualTo(DoseLimits.DEFAULT);
  }

  @ParameterizedTest
  @Requirement("PRES-019")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "windowMinutes": 30          | "windowMinutes": 0            | baseline window PT0S is not above 0 and at most PT24H
          "windowMinutes": 30          | "windowMinutes": 1e308        | baseline.windowMinutes 1.0E308 is outside 0.0 to 1440.0
          "minReadings": 2             | "minReadings": 2.5            | baseline.minReadings 2.5 is not a whole number
          "warning": 160               | "warning": "160"              | limits.systolic.high.warning is "160", not a number
          "warning": 160               | "warning": 1e308              | systolic high: limit 1.0E308 mmHg is out of reach
          "warning": 160               | "warning": 190                | systolic high: critical 180.0 mmHg is not at or beyond warning 190.0
          "warning": 160               | "warn": 160                   | limits.systolic.high has unknown field "warn"; known are warning, critical
          "low": {"warning": 90}       | "low": {"warning": 170}       | systolic: low warning 170.0 is not below high warning 160.0 mmHg
          "low": {"warning": 90}       | "low": {}                     | limits.systolic.low.warning is missing
          "systolic": [30, 300]        | "systolic": [300, 30]         | plausible.systolic: plausible range 300.0 to 30.0 is empty
          "systolic": [30, 300]        | "sys": [30, 300]              | plausible.sys: vital sign "sys"; accepted are systolic, diastolic, mean, heartRate, spo2, respiratoryRate, etco2
          "systolic": [30, 300]        | "systolic": 30                | plausible.systolic is not [low, high]
          "warningPercent": 20         | "warningPercent": -20         | relative.systolic.high: warning of -20.0 percent is outside above 0 to 1000.0
          "hysteresis": {"systolic": 5, | "hysteresis": {"systolic": -5, | systolic: hysteresis -5.0 mmHg is below 0 or unbounded
          , "heartRate": 4             | ''                            | sources.MONITOR: heartRate high has a limit, but heartRate has no hysteresis
          "readings": 2, "withinSeconds": 1200 | "readings": 3, "withinSeconds": 1200 | confirm.readings is 3.0; a reading is confirmed by its repeat, so 2
          "readings": 2, "withinSeconds": 1200 | "seconds": 3, "withinSeconds": 1200 | confirm.seconds: a cuff is confirmed by its repeat; set seconds for a source such as ART
          "withinSeconds": 1200        | "withinSeconds": -1           | confirm.withinSeconds -1.0 is outside 0.0 to 604800.0
          "seconds": 10                | "seconds": 10, "readings": 2  | sources.ART.confirm.readings and seconds exclude one another
          "ART": {                     | "CUFF": {                     | sources has unknown field "CUFF"; known are NIBP, ART, MONITOR
          "hysteresis": {"systolic": 3} | "hysteresis": {"spo2": 3}    | sources.ART.hysteresis.spo2: not measured by this source; it measures systolic, diastolic, mean
          "ketamine": 1.0              | "ketamine": 0                 | dose: ceilingPerKg of ketamine is 0.0, not a finite number above 0
          "planTolerance": 0.2         | "planTolerance": 11           | dose: planTolerance 11.0 is outside 0 to 10.0
          "pressureOverdueFactor": 1.5 | "pressureOverdueFactor": 0    | pressureOverdueFactor 0.0 is outside 1 to 100.0
          "id": "clinic"               | "id": 5                       | id of a limits profile is not a text of 1 to 128 characters
          "id": "clinic"               | "name": "clinic"              | limits profile has unknown field "name"; known are id, plausible, limits, relative, baseline, hysteresis, confirm, sources, dose, pressureOverdueFactor
          """)
  void whatCannotHoldIsRefusedByTheNameOfItsField(String good, String bad, String message) {
    assertThat(WHOLE).contains(good);

    assertThatThrownBy(() -> LimitsProfileJson.parse(WHOLE.replace(good, bad)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @Requirement("PRES-019")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          []                                     | limits profile is not an object
          {"id": "a", "id": "b"}                 | limits profile is not JSON: Duplicate field 'id'
          {"id": "a"} {}                         | limits profile is not JSON
          {"id": NaN}                            | limits profile is not JSON
          {"id": "a"}                            | confirm is missing
          {"id": "a", "confirm": {"readings": 2}} | confirm.withinSeconds is missing
          """)
  void whatIsNoProfileIsRefused(String json, String message) {
    assertThatThrownBy(() -> LimitsProfileJson.parse(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  @Requirement("PRES-019")
  void aProfileThatIsTooLongIsRefused() {
    assertThatThrownBy(() -> LimitsProfileJson.parse(" ".repeat(65_537)))
        .hasMessage("limits profile is 65537 characters long, more than 65536");
  }
}
