package io.rivulet.simulator.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rivulet.domain.vitals.Comparison;
import io.rivulet.domain.vitals.Direction;
import io.rivulet.domain.vitals.LimitsProfile;
import io.rivulet.domain.vitals.Measurement;
import io.rivulet.domain.vitals.Threshold;
import io.rivulet.domain.vitals.VitalSign;
import io.rivulet.schemas.limits.LimitsProfileJson;
import io.rivulet.schemas.record.LimitsProfileRecord;
import io.rivulet.simulator.trace.RunId;
import io.rivulet.simulator.trace.TraceFormatException;
import io.rivulet.simulator.trace.TracePlan;
import io.rivulet.simulator.trace.TraceReader;
import io.rivulet.simulator.trace.TraceText;
import io.rivulet.testkit.RecordedTraces;
import io.rivulet.testkit.Requirement;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceLimitsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");
  private static final RunId RUN = new RunId("aaaaaa");
  private static final String NIBP_HIGH = "Non-Invasive Blood Pressure Alarm - High";
  private static final String HEART_RATE_HIGH = "Heart rate Alarm - High";
  private static final String HEART_RATE_LOW = "Heart Rate Alarm - Low";

  @TempDir Path folder;

  private final TraceText text =
      new TraceText()
          .vital("10:00", "Heart Rate", "70", "10:00")
          .vital("12:00", "Heart Rate", "70", "12:00");

  private TraceLimitsTest set(String at, String code, String value) {
    text.row(
        "\"2144-12-24 %s:00\",,\"ALARM_LIMIT\",\"%s\",%s,\"\",,,,,\"\",,"
            .formatted(at, code, value));
    return this;
  }

  private TracePlan plan() {
    return TracePlan.of(TraceReader.read(text.write(folder, "stay_1.csv")), RUN, NOW);
  }

  private static Optional<Threshold> limit(
      LimitsProfileRecord record, Measurement measurement, VitalSign sign, Direction direction) {
    LimitsProfile profile = LimitsProfileJson.parse(record.getJson()).profile();
    return profile
        .of(measurement)
        .map(limits -> limits.thresholds().get(new Comparison(sign, direction)));
  }

  private static Optional<Threshold> heartRateHigh(LimitsProfileRecord record) {
    return limit(record, Measurement.HEART_RATE, VitalSign.HEART_RATE, Direction.HIGH);
  }

  @Test
  @Requirement("VITAL-003")
  void eachChangeIsAVersionFromItsTimeOn() {
    set("10:30", HEART_RATE_HIGH, "120")
        .set("10:30", NIBP_HIGH, "160")
        .set("11:00", HEART_RATE_HIGH, "120")
        .set("11:30", HEART_RATE_HIGH, "130");
    TracePlan plan = plan();

    List<LimitsProfileRecord> versions = TraceLimits.of(plan, RUN);

    assertThat(versions)
        .extracting(version -> plan.shift().undo(version.getFrom()).toString())
        .as("nothing is known of the time before the first, and 11:00 changes nothing")
        .containsExactly("2144-12-24T10:00:00Z", "2144-12-24T10:30:00Z", "2144-12-24T11:30:00Z");
    assertThat(versions).extracting(LimitsProfileRecord::getVersion).containsExactly(1, 2, 3);
    assertThat(heartRateHigh(versions.get(0))).isEmpty();
    assertThat(heartRateHigh(versions.get(1))).contains(Threshold.warningOnly(120));
    assertThat(heartRateHigh(versions.get(2))).contains(Threshold.warningOnly(130));
    assertThat(limit(versions.get(2), Measurement.NIBP, VitalSign.SYSTOLIC, Direction.HIGH))
        .contains(Threshold.warningOnly(160));
    assertThat(limit(versions.get(2), Measurement.ART, VitalSign.SYSTOLIC, Direction.HIGH))
        .as("set for the cuff alone")
        .isEmpty();
  }

  @Test
  @Requirement("VITAL-003")
  void aPressureIsTheComponentThatItsSourceRowNames() {
    set("10:00", "NBP Alarm Source", "\"Mean\"").set("10:00", NIBP_HIGH, "110");

    LimitsProfileRecord only = TraceLimits.of(plan(), RUN).get(0);

    assertThat(limit(only, Measurement.NIBP, VitalSign.MEAN, Direction.HIGH))
        .contains(Threshold.warningOnly(110));
    assertThat(limit(only, Measurement.NIBP, VitalSign.SYSTOLIC, Direction.HIGH)).isEmpty();
  }

  @Test
  @Requirement("VITAL-003")
  void aLimitThatNoMonitorCouldMeanIsLeftOutAndCounted() {
    set("10:00", HEART_RATE_HIGH, "120")
        .set("10:00", HEART_RATE_LOW, "50")
        .set("11:00", HEART_RATE_LOW, "500");
    TracePlan plan = plan();

    List<LimitsProfileRecord> versions = TraceLimits.of(plan, RUN);

    assertThat(versions).as("the earlier low limit stays").hasSize(1);
    assertThat(plan.alarms().list()).hasSize(1);
    assertThat(plan.alarmsLeftOut()).isEqualTo(1);
  }

  @Test
  @Requirement("VITAL-003")
  void bothSidesMayMovePastOneAnotherTogether() {
    set("10:00", HEART_RATE_HIGH, "120")
        .set("10:00", HEART_RATE_LOW, "90")
        .set("11:00", HEART_RATE_LOW, "130")
        .set("11:00", HEART_RATE_HIGH, "160");

    assertThat(heartRateHigh(TraceLimits.of(plan(), RUN).get(1)))
        .contains(Threshold.warningOnly(160));
    assertThat(plan().alarmsLeftOut()).isZero();
  }

  @Test
  @Requirement("VITAL-003")
  void aSaturationCannotExceedAHundredPercent() {
    set("10:00", "O2 Saturation Pulseoxymetry Alarm - High", "100")
        .set("10:00", "O2 Saturation Pulseoxymetry Alarm - Low", "90");

    LimitsProfileRecord only = TraceLimits.of(plan(), RUN).get(0);

    assertThat(limit(only, Measurement.SPO2, VitalSign.SPO2, Direction.HIGH)).isEmpty();
    assertThat(limit(only, Measurement.SPO2, VitalSign.SPO2, Direction.LOW))
        .contains(Threshold.warningOnly(90));
  }

  @Test
  @Requirement("VITAL-003")
  void aTraceWithoutSettingsSaysWhatToDo() {
    assertThatThrownBy(() -> TraceLimits.of(plan(), RUN))
        .isInstanceOf(ReplayException.class)
        .hasMessage("stay_1.csv has no ALARM_LIMIT row to judge by; name a limits file instead");
  }

  @ParameterizedTest
  @Requirement("SIM-001")
  @CsvSource({
    "Heart rate Alarm - High, abc, a number",
    "Heart rate Alarm - High, 1e308, a number from -1000000 to 1000000",
    "NBP Alarm Source, Left arm, 'Systolic, Diastolic or Mean'"
  })
  void aSettingThatCannotBeReadIsRefused(String code, String value, String accepted) {
    set("10:00", code, value);

    assertThatThrownBy(this::plan)
        .isInstanceOf(TraceFormatException.class)
        .hasMessageContaining("stay_1.csv")
        .hasMessageContaining("value")
        .hasMessageContaining(accepted);
  }

  @Test
  @Requirement("VITAL-003")
  void everyRecordedStayHasSettingsThatMakeAProfile() {
    assumeTrue(RecordedTraces.folder().isPresent(), RecordedTraces.ABSENT);
    for (String stay : List.of("204132", "210989", "216185", "239935", "286072")) {
      Path file = RecordedTraces.folder().orElseThrow().resolve("mimic_stay_" + stay + ".csv");
      TracePlan plan = TracePlan.of(TraceReader.read(file), RUN, NOW);

      assertThat(TraceLimits.of(plan, RUN)).as(stay).hasSizeGreaterThan(1);
      assertThat(plan.alarmsLeftOut())
          .as("one row of all sets the low respiratory rate to 80")
          .isEqualTo(stay.equals("204132") ? 1 : 0);
    }
  }
}
