package io.rivulet.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.rivulet.schemas.record.AlertRecord;
import io.rivulet.schemas.record.DeviceBound;
import io.rivulet.schemas.record.DoseCharted;
import io.rivulet.schemas.record.DoseTotalRecord;
import io.rivulet.schemas.record.EventWithdrawn;
import io.rivulet.schemas.record.PredictionRecord;
import io.rivulet.schemas.record.PumpAlarmRecord;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.RouteDoseRecord;
import io.rivulet.schemas.record.WeightRecorded;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.testkit.Requirement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a session had of each drug, with predictions, and the alerts of its doses and pumps. */
class DoseTotalTest {
  private static final String LIMITS =
      """
      {"id": "test",
       "plausible": {"systolic": [30, 300]},
       "limits": {"systolic": {"high": {"warning": 160, "critical": 180}}},
       "hysteresis": 5,
       "confirm": {"readings": 2, "withinSeconds": 1200},
       "dose": {"ceilingPerKg": {"Ketamine": %s}, "ratePerKgPerHour": {"ketamine": 2}}}
      """;

  /** 26.25 mL/h of 2 mg/mL: 0.5 mg/kg in 40 min at 70 kg. */
  private static final double RATE = 26.25;

  @TempDir Path state;
  private Ward ward;

  @BeforeEach
  void open() {
    ward = new Ward(state, 5);
    ward.limitsArrive(1, 0, String.format(Locale.ROOT, LIMITS, "0.6"));
    ward.opens();
  }

  @AfterEach
  void close() {
    ward.close();
  }

  private static PumpSampleRecord running(int second) {
    PumpSampleRecord sample = Ward.pump(second, RATE * second / 3600);
    sample.setRateMlPerHour(RATE);
    return sample;
  }

  private void runs(int untilSecond) {
    for (int second = 0; second <= untilSecond; second += 30) {
      ward.sample(running(second));
    }
  }

  private void happens(String id, Object event) {
    ward.publish(Topic.SESSIONS, Ward.SESSION, Ward.event(id, 5000, event));
  }

  @Test
  @Requirement("DOSE-031")
  void theTotalIsStatedWithPlanRateAndPrediction() {
    runs(2400);

    DoseTotalRecord total = ward.total();
    assertThat(total.getSession()).isEqualTo(Ward.SESSION);
    assertThat(total.getAsOf()).isEqualTo(Ward.at(2400));
    assertThat(total.getUnit()).isEqualTo("mg");
    assertThat(total.getAmount()).isCloseTo(35, within(1e-5));
    assertThat(total.getAmountPerKg()).isCloseTo(0.5, within(1e-6));
    assertThat(total.getUncertaintyAmount()).isZero();
    assertThat(total.getRoutes()).hasSize(1);
    assertThat(total.getPlannedPerKg()).isEqualTo(0.5);
    assertThat(total.getPlannedSoFarPerKg()).isEqualTo(0.5);
    assertThat(total.getStarted()).isEqualTo(Ward.at(0));
    assertThat(total.getRatePerKgPerHour()).isCloseTo(0.75, within(1e-9));
    assertThat(total.getRateUgPerKgPerMinute()).isCloseTo(12.5, within(1e-9));
    assertThat(total.getPredictions())
        .extracting(PredictionRecord::getModel)
        .containsExactly("Clements 250", "Domino", "Hijazi");
    assertThat(total.getPredictions().get(0).getPlasmaNgPerMl())
        .isCloseTo(177.3, withinPercentage(1));
    assertThat(total.getPredictionNote()).isNull();
    assertThat(ward.alerts).isEmpty();
  }

  @Test
  @Requirement("DOSE-031")
  void howeverManySamplesComeATotalIsStatedOnceASecond() {
    runs(300);
    ward.total();
    long before = ward.total().getRevision();
    for (int second = 301; second < 360; second++) {
      ward.sample(running(second));
    }
    assertThat(ward.total().getRevision()).isEqualTo(before + 1);
    assertThat(ward.total().getRevision()).as("and not again").isEqualTo(before + 1);
  }

  @Test
  @Requirement("DOSE-032")
  void chartedDosesAndASecondPumpAreInTheTotal() {
    happens("b9", new DeviceBound("pump-2", Ward.T0, null, null));
    runs(600);
    for (int second = 0; second <= 600; second += 30) {
      PumpSampleRecord sample = running(second);
      sample.setDevice("pump-2");
      ward.sample(sample);
    }
    happens("d1", new DoseCharted(Ward.at(500), "KETAMINE", "IM", 14.0, "mg"));

    DoseTotalRecord total = ward.total();
    assertThat(total.getRoutes()).extracting(RouteDoseRecord::getRoute).containsExactly("IV", "IM");
    assertThat(total.getRoutes())
        .extracting(RouteDoseRecord::getCharted)
        .containsExactly(false, true);
    assertThat(total.getAmountPerKg()).isCloseTo(0.45, within(1e-6));
    assertThat(total.getRatePerKgPerHour()).isCloseTo(1.5, within(1e-9));
    assertThat(total.getPredictionNote()).isEqualTo("IV only: 1 IM dose not included");

    happens("d2", new EventWithdrawn("d1", "charted for another subject"));
    assertThat(ward.total().getAmountPerKg()).isCloseTo(0.25, within(1e-6));
    assertThat(ward.total().getPredictionNote()).isNull();
  }

  @Test
  @Requirement("DOSE-032")
  void aDrugThatWasChartedByMistakeIsTakenBack() {
    happens("d1", new DoseCharted(Ward.at(50), "Esketamine", "IN", 28.0, "mg"));
    ward.total();
    assertThat(ward.totals.get("esketamine").getAmount()).isEqualTo(28);
    assertThat(ward.totals.get("esketamine").getPredictions()).isEmpty();

    happens("d2", new EventWithdrawn("d1", "not given"));
    ward.total();
    assertThat(ward.totals.get("esketamine").getRevision()).isEqualTo(2);
    assertThat(ward.totals.get("esketamine").getRoutes()).isEmpty();
    assertThat(ward.totals.get("esketamine").getAmount()).isNull();
  }

  @Test
  @Requirement("DOSE-033")
  void aDoseBeyondItsLimitsRaisesAlertsFromTheInstantItWasPassed() {
    runs(3000);
    ward.total();

    assertThat(ward.standing("DOSE_ABOVE_PLAN")).hasSize(1);
    AlertRecord plan = ward.standing("DOSE_ABOVE_PLAN").get(0);
    assertThat(plan.getPresent()).isTrue();
    assertThat(Duration.between(Ward.at(2640), plan.getStart()).abs())
        .isLessThan(Duration.ofMillis(100));
    assertThat(plan.getLimit()).isCloseTo(0.55, within(1e-9));
    assertThat(plan.getUnit()).isEqualTo("mg/kg");
    assertThat(plan.getDrug()).isEqualTo("ketamine");
    assertThat(plan.getSite()).isEqualTo("clinic");
    AlertRecord ceiling = ward.standing("DOSE_ABOVE_CEILING").get(0);
    assertThat(Duration.between(Ward.at(2880), ceiling.getStart()).abs())
        .isLessThan(Duration.ofMillis(100));
    assertThat(ceiling.getProfile()).isEqualTo("test");
    assertThat(ceiling.getProfileVersion()).isEqualTo(1);
    assertThat(ceiling.getPriority()).isEqualTo("high");
  }

  @Test
  @Requirement("DOSE-034")
  void aCorrectedWeightTakesBackWhatIsLongBeyondTheHorizon() {
    runs(3000);
    ward.total();
    assertThat(ward.standing("DOSE_ABOVE_CEILING")).hasSize(1);

    happens("w2", new WeightRecorded(Ward.T0, 100.0, "w1"));
    assertThat(ward.total().getAmountPerKg()).isCloseTo(0.4375, within(1e-6));
    assertThat(ward.standing("DOSE_ABOVE_CEILING")).isEmpty();
    assertThat(ward.standing("DOSE_ABOVE_PLAN")).isEmpty();
  }

  @Test
  @Requirement("DOSE-035")
  void limitsThatArriveInMidSessionApplyWithoutARestart() {
    runs(1200);
    ward.total();
    assertThat(ward.alerts).isEmpty();

    ward.limitsArrive(2, 1000, String.format(Locale.ROOT, LIMITS, "0.2"));
    ward.total();
    ward.beat();
    AlertRecord ceiling = ward.standing("DOSE_ABOVE_CEILING").get(0);
    assertThat(ceiling.getStart()).isEqualTo(Ward.at(1000));
    assertThat(ceiling.getProfileVersion()).isEqualTo(2);
  }

  @Test
  @Requirement("DOSE-036")
  void whatAPumpRaisesIsStatedAtTheNextBeatAndIsTheSameWhenItComesBack() {
    ward.sample(running(0));
    PumpSampleRecord blocked = running(10);
    blocked.setAlarms(List.of(PumpAlarmRecord.OCCLUSION));
    blocked.setProgrammedWeightKg(7.0);
    ward.sample(blocked);
    ward.beat();
    assertThat(ward.standing("PUMP_OCCLUSION")).hasSize(1);
    assertThat(ward.standing("PUMP_OCCLUSION").get(0).getDevice()).isEqualTo("pump-1");
    assertThat(ward.standing("WEIGHT_MISMATCH").get(0).getMeasured()).isEqualTo(7);
    assertThat(ward.standing("WEIGHT_MISMATCH").get(0).getLimit()).isEqualTo(70);

    ward.sample(running(20));
    ward.beat();
    assertThat(ward.standing("PUMP_OCCLUSION").get(0).getEnd()).isEqualTo(Ward.at(20));
    PumpSampleRecord again = running(30);
    again.setAlarms(List.of(PumpAlarmRecord.OCCLUSION));
    ward.sample(again);
    ward.beat();
    assertThat(ward.standing("PUMP_OCCLUSION")).hasSize(1);
    assertThat(ward.standing("PUMP_OCCLUSION").get(0).getPresent()).isTrue();
    assertThat(ward.standing("PUMP_OCCLUSION").get(0).getFlaps()).isEqualTo(1);
    assertThat(ward.standing("PUMP_OCCLUSION").get(0).getStart()).isEqualTo(Ward.at(10));
  }

  @Test
  @Requirement("DOSE-037")
  void totalsAndAlertsAreTheSameForEveryOrderOfArrival(@TempDir Path other) {
    List<PumpSampleRecord> samples = new ArrayList<>();
    for (int second = 0; second <= 840; second += 10) {
      PumpSampleRecord sample = running(second);
      sample.setRateMlPerHour(second % 200 < 20 ? 90.0 : RATE);
      sample.setDeliveredNanolitres(sample.getDeliveredNanolitres() * 4);
      sample.setAlarms(second % 90 == 0 ? List.of(PumpAlarmRecord.AIR_IN_LINE) : List.of());
      samples.add(sample);
    }
    samples.forEach(ward::sample);
    DoseTotalRecord inOrder = ward.total();

    List<PumpSampleRecord> arrived = new ArrayList<>(samples);
    arrived.addAll(samples.subList(20, 40));
    Collections.shuffle(arrived, new Random(7));
    try (Ward shuffled = new Ward(other, 5)) {
      shuffled.limitsArrive(1, 0, String.format(Locale.ROOT, LIMITS, "0.6"));
      shuffled.opens();
      for (PumpSampleRecord sample : arrived) {
        shuffled.sample(sample);
        shuffled.beat();
      }
      DoseTotalRecord total = shuffled.total();
      total.setRevision(inOrder.getRevision());
      assertThat(total).isEqualTo(inOrder);
      for (String category :
          List.of(
              "DOSE_ABOVE_PLAN", "DOSE_ABOVE_CEILING", "RATE_ABOVE_CEILING", "PUMP_AIR_IN_LINE")) {
        assertThat(ward.standing(category)).as(category).isNotEmpty();
        assertThat(shuffled.standing(category))
            .as(category)
            .usingRecursiveFieldByFieldElementComparatorIgnoringFields("revision")
            .isEqualTo(ward.standing(category));
      }
    }
  }
}
