package io.rivulet.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.domain.alert.Alert;
import io.rivulet.domain.alert.AlertCategory;
import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.dose.DoseLimits;
import io.rivulet.domain.dose.DoseLimitsVersion;
import io.rivulet.domain.dose.Pump;
import io.rivulet.domain.reading.PumpAlarm;
import io.rivulet.domain.reading.PumpState;
import io.rivulet.domain.session.Route;
import io.rivulet.domain.version.Version;
import io.rivulet.domain.version.Versions;
import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DoseAlertsTest {
  private static final Versions<DoseLimitsVersion> LIMITS =
      Versions.of(List.of(new Version<>(Clinic.at(0), version(1, Map.of("Ketamine", 0.6), 1.0))));

  private static DoseLimitsVersion version(int version, Map<String, Double> ceiling, double rate) {
    return new DoseLimitsVersion(
        Optional.of("clinic"),
        version,
        new DoseLimits(ceiling, Map.of("ketamine", rate), 0.10, 0.05, Duration.ofSeconds(15)));
  }

  private static List<Alert> drug(Clinic clinic, Versions<DoseLimitsVersion> limits) {
    return new DoseAlerts(Clinic.SESSION, Optional.of("clinic"), limits)
        .ofDrug("ketamine", clinic.dose().course("ketamine"), clinic.plan().planned("ketamine"));
  }

  private static List<Alert> pump(Clinic clinic) {
    return new DoseAlerts(Clinic.SESSION, Optional.of("clinic"), LIMITS)
        .ofPump(new DeviceId("pump-1"), clinic.history(), clinic.plan().dose().weightsKg());
  }

  private static Alert only(List<Alert> alerts, AlertCategory category) {
    List<Alert> found = alerts.stream().filter(a -> a.category() == category).toList();
    assertThat(found).as("%s in %s", category, alerts).hasSize(1);
    return found.get(0);
  }

  /** 0.75 mg/kg/h at 70 kg. */
  private static Clinic infusion(long seconds) {
    return new Clinic().weighing(70).planned(0.5, 40).running("pump-1", 0, seconds, 26.25);
  }

  @Test
  @Requirement("DOSE-023")
  void moreThanPlannedIsFoundWhereItWasPassedBetweenTwoSamples() {
    assertThat(drug(infusion(2630), LIMITS)).isEmpty();

    // 0.55 mg/kg is passed after 2640 s, and there happens to be no sample at 2645 s.
    Alert alert = only(drug(infusion(2700), LIMITS), AlertCategory.DOSE_ABOVE_PLAN);
    assertThat(alert.start()).isCloseTo(Clinic.at(2640), within(100, ChronoUnit.MILLIS));
    assertThat(alert.present()).isTrue();
    assertThat(alert.about().drug()).contains("ketamine");
    assertThat(alert.measured().orElseThrow().limit()).hasValueCloseTo(0.55, within(1e-12));
    assertThat(alert.measured().orElseThrow().unit()).isEqualTo("mg/kg");
    assertThat(alert.measured().orElseThrow().limits().orElseThrow().version()).isEqualTo(1);
  }

  @Test
  @Requirement("DOSE-024")
  void theCeilingIsHeldAgainstAllPumpsAndRoutes() {
    // Both pumps give 0.5 mg/kg in 20 min; with 0.2 mg/kg by hand at 10 min there are 0.45.
    Clinic clinic =
        infusion(1200).running("pump-2", 0, 1200, 26.25).charted(600, "Ketamine", Route.IM, 14);
    Alert alert = only(drug(clinic, LIMITS), AlertCategory.DOSE_ABOVE_CEILING);
    assertThat(alert.start()).isCloseTo(Clinic.at(960), within(100, ChronoUnit.MILLIS));
    assertThat(alert.measured().orElseThrow().limit()).hasValue(0.6);

    // By hand at once, the ceiling is passed at that instant.
    Alert atOnce =
        only(
            drug(infusion(1200).charted(600, "Ketamine", Route.IV, 70), LIMITS),
            AlertCategory.DOSE_ABOVE_CEILING);
    assertThat(atOnce.start()).isEqualTo(Clinic.at(600));
  }

  @Test
  @Requirement("DOSE-025")
  void aCorrectedWeightMovesOrTakesBackWhatWasFoundThroughTheWholeSession() {
    Alert alert = only(drug(infusion(3000), LIMITS), AlertCategory.DOSE_ABOVE_CEILING);
    assertThat(alert.start()).isCloseTo(Clinic.at(2880), within(100, ChronoUnit.MILLIS));

    Alert moved =
        only(drug(infusion(3000).corrected(35), LIMITS), AlertCategory.DOSE_ABOVE_CEILING);
    assertThat(moved.start()).isCloseTo(Clinic.at(1440), within(100, ChronoUnit.MILLIS));
    assertThat(drug(infusion(3000).corrected(100), LIMITS)).isEmpty();
  }

  @Test
  @Requirement("DOSE-026")
  void limitsHoldFromTheirTimeOn() {
    Versions<DoseLimitsVersion> changing =
        Versions.of(
            List.of(
                new Version<>(Clinic.at(0), version(1, Map.of(), 9)),
                new Version<>(Clinic.at(1000), version(2, Map.of("ketamine", 0.1), 9)),
                new Version<>(Clinic.at(1100), version(3, Map.of("ketamine", 0.9), 9))));
    Alert alert = only(drug(infusion(1200), changing), AlertCategory.DOSE_ABOVE_CEILING);
    assertThat(alert.start()).isEqualTo(Clinic.at(1000));
    assertThat(alert.end()).contains(Clinic.at(1100));
    assertThat(alert.measured().orElseThrow().limits().orElseThrow().version()).isEqualTo(2);
  }

  @Test
  @Requirement("DOSE-027")
  void fasterThanTheCeilingIsFoundOverAllPumps() {
    Clinic clinic = infusion(600).running("pump-2", 200, 400, 26.25);
    Alert alert = only(drug(clinic, LIMITS), AlertCategory.RATE_ABOVE_CEILING);
    assertThat(alert.start()).isEqualTo(Clinic.at(200));
    // The second pump says nothing more after 400 s; it is believed for a minute.
    assertThat(alert.end()).contains(Clinic.at(460).plus(1, ChronoUnit.MICROS));
    assertThat(alert.measured().orElseThrow().value()).isCloseTo(1.5, within(1e-9));
    assertThat(alert.measured().orElseThrow().unit()).isEqualTo("mg/kg/h");
    assertThat(drug(infusion(600), LIMITS)).isEmpty();
  }

  @Test
  @Requirement("DOSE-027")
  void aBolusIsMeantToBeFast() {
    Clinic clinic =
        new Clinic()
            .weighing(70)
            .pump(
                Pump.at(0).counting(0).rate(10),
                Pump.at(10).counting(0).rate(1000).state(PumpState.BOLUS),
                Pump.at(20).counting(2).rate(10));
    assertThat(drug(clinic, LIMITS)).isEmpty();
  }

  @Test
  @Requirement("DOSE-028")
  void aWeightTypedIntoThePumpIsHeldAgainstTheSessions() {
    assertThat(pump(new Clinic().weighing(70).pump(Pump.at(0).weighing(73.5)))).isEmpty();

    Alert alert =
        only(
            pump(
                new Clinic()
                    .weighing(70)
                    .pump(Pump.at(0), Pump.at(10).weighing(7), Pump.at(40).weighing(70))),
            AlertCategory.WEIGHT_MISMATCH);
    assertThat(alert.start()).isEqualTo(Clinic.at(10));
    assertThat(alert.end()).contains(Clinic.at(40));
    assertThat(alert.measured().orElseThrow().value()).isEqualTo(7);
    assertThat(alert.measured().orElseThrow().limit()).hasValue(70);

    assertThat(pump(new Clinic().weighing(700).corrected(70).pump(Pump.at(0).weighing(70))))
        .isEmpty();
  }

  @Test
  @Requirement("DOSE-029")
  void everyAlarmOfThePumpIsPassedOn() {
    Clinic clinic =
        new Clinic().weighing(70).pump(Pump.at(0), Pump.at(10).raising(PumpAlarm.values()));
    assertThat(pump(clinic))
        .extracting(Alert::category)
        .containsExactly(
            AlertCategory.PUMP_OCCLUSION,
            AlertCategory.PUMP_AIR_IN_LINE,
            AlertCategory.PUMP_NEAR_END,
            AlertCategory.PUMP_END,
            AlertCategory.PUMP_BATTERY,
            AlertCategory.PUMP_DOOR,
            AlertCategory.PUMP_OTHER);
    assertThat(pump(clinic)).allMatch(alert -> alert.start().equals(Clinic.at(10)));
  }

  @Test
  @Requirement("DOSE-030")
  void anAlarmThatComesBackWithinFifteenSecondsIsTheSameOne() {
    List<Pump> samples = new ArrayList<>();
    samples.add(Pump.at(0));
    samples.add(Pump.at(10).raising(PumpAlarm.OCCLUSION).state(PumpState.HOLD));
    samples.add(Pump.at(12));
    samples.add(Pump.at(27).raising(PumpAlarm.OCCLUSION).state(PumpState.HOLD));
    samples.add(Pump.at(30));
    samples.add(Pump.at(35).raising(PumpAlarm.OCCLUSION).state(PumpState.HOLD));
    samples.add(Pump.at(40));
    Alert one = only(pump(clinic(samples)), AlertCategory.PUMP_OCCLUSION);
    assertThat(one.start()).isEqualTo(Clinic.at(10));
    assertThat(one.end()).contains(Clinic.at(40));
    assertThat(one.flaps()).isEqualTo(2);

    samples.add(Pump.at(56).raising(PumpAlarm.OCCLUSION));
    List<Alert> two = pump(clinic(samples));
    assertThat(two).extracting(Alert::start).containsExactly(Clinic.at(10), Clinic.at(56));
    assertThat(two).extracting(Alert::present).containsExactly(false, true);
    assertThat(two).extracting(Alert::flaps).containsExactly(2, 0);
  }

  @Test
  @Requirement("DOSE-030")
  void aPumpThatHoldsAndRunsAgainByItselfIsNoFinding() {
    List<Pump> samples = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      samples.add(
          Pump.at(i * 5)
              .rate(20)
              .counting(i * 0.05)
              .state(i % 2 == 0 ? PumpState.RUN : PumpState.HOLD));
    }
    Clinic clinic = clinic(samples);
    assertThat(pump(clinic)).isEmpty();
    assertThat(drug(clinic, LIMITS)).isEmpty();
  }

  private static Clinic clinic(List<Pump> samples) {
    return new Clinic().weighing(70).pump(samples.toArray(Pump[]::new));
  }

  @Test
  @Requirement("DOSE-026")
  void withoutLimitsOnlyThePlanAndTheWeightAreHeldAgainst() {
    List<Alert> alerts = drug(infusion(3000), Versions.none());
    assertThat(alerts).extracting(Alert::category).containsExactly(AlertCategory.DOSE_ABOVE_PLAN);
    assertThat(alerts.get(0).measured().orElseThrow().limits()).isEmpty();
  }

  @Test
  void anInstantIsNotConsideredBeforeAnythingWasGiven() {
    Cumulative none = Cumulative.of(List.of());
    assertThat(none.total()).isZero();
    assertThat(none.start()).isEmpty();
    assertThat(none.firstAbove(0, Instant.EPOCH, Instant.MAX)).isEmpty();
  }
}
