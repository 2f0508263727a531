package io.rivulet.domain.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.reading.PumpAlarm;
import io.rivulet.domain.vitals.Comparison;
import io.rivulet.domain.vitals.Direction;
import io.rivulet.domain.vitals.Excursion;
import io.rivulet.domain.vitals.Limit;
import io.rivulet.domain.vitals.Measurement;
import io.rivulet.domain.vitals.Severity;
import io.rivulet.domain.vitals.VitalSign;
import io.rivulet.testkit.Requirement;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AlertTest {
  private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");
  private static final SessionId SESSION = new SessionId("s1");
  private static final DeviceId PUMP = new DeviceId("pump-1");

  private static Alert occlusion() {
    return Alert.begun(AlertCategory.PUMP_OCCLUSION, About.session(SESSION).ofDevice(PUMP), T0);
  }

  private static Alert ceiling() {
    return Alert.begun(
        AlertCategory.DOSE_ABOVE_CEILING, About.session(SESSION).ofDrug("Ketamine"), T0);
  }

  private static Excursion excursion(Severity severity, Optional<Instant> end) {
    return new Excursion(
        SESSION,
        Measurement.NIBP,
        new Comparison(VitalSign.SYSTOLIC, Direction.HIGH),
        severity,
        T0,
        end,
        182,
        3,
        Limit.absolute(severity == Severity.CRITICAL ? 180 : 160),
        "icu",
        4);
  }

  @Test
  @Requirement("ALERT-001")
  void whatIsAboutTheSubjectIsPhysiologicalAndTheRestTechnical() {
    Set<AlertCategory> physiological =
        Arrays.stream(AlertCategory.values())
            .filter(category -> category.kind() == AlertKind.PHYSIOLOGICAL)
            .collect(Collectors.toSet());

    assertThat(physiological)
        .containsExactlyInAnyOrder(
            AlertCategory.PRESSURE_EXCURSION,
            AlertCategory.HEART_RATE_EXCURSION,
            AlertCategory.SPO2_EXCURSION,
            AlertCategory.RESPIRATORY_RATE_EXCURSION,
            AlertCategory.ETCO2_EXCURSION,
            AlertCategory.DOSE_ABOVE_PLAN,
            AlertCategory.DOSE_ABOVE_CEILING,
            AlertCategory.RATE_ABOVE_CEILING);
    assertThat(occlusion().kind()).isEqualTo(AlertKind.TECHNICAL);
  }

  @Test
  @Requirement("ALERT-001")
  void codesAreTheOnesUsedInTopicsAndTables() {
    assertThat(Arrays.stream(AlertKind.values()).map(AlertKind::code))
        .containsExactly("physiological", "technical");
    assertThat(Arrays.stream(AlertPriority.values()).map(AlertPriority::code))
        .containsExactly("high", "medium", "low");
    assertThat(Arrays.stream(AlertSignal.values()).map(AlertSignal::code))
        .containsExactly("on", "acknowledged", "latched", "off");
  }

  @Test
  @Requirement("ALERT-001")
  void anAlertHasItsCategorysPriorityUnlessTheFindingHasItsOwn() {
    assertThat(occlusion().priority()).isEqualTo(AlertPriority.HIGH);
    assertThat(occlusion().of(AlertPriority.LOW).priority()).isEqualTo(AlertPriority.LOW);
    assertThat(Alerts.of(excursion(Severity.WARNING, Optional.empty())).priority())
        .isEqualTo(AlertPriority.MEDIUM);
    assertThat(Alerts.of(excursion(Severity.CRITICAL, Optional.empty())).priority())
        .isEqualTo(AlertPriority.HIGH);
  }

  @Test
  @Requirement("ALERT-002")
  void theSignalIsOnWhileTheConditionIsPresentAndOffAfterIt() {
    assertThat(occlusion().signal()).isEqualTo(AlertSignal.ON);
    assertThat(occlusion().ended(T0.plusSeconds(1)).signal()).isEqualTo(AlertSignal.OFF);
    assertThat(occlusion().over().signal()).isEqualTo(AlertSignal.OFF);
  }

  @Test
  @Requirement("ALERT-002")
  void onlyAPhysiologicalAlertOfHighPriorityLatches() {
    assertThat(ceiling().signal()).isEqualTo(AlertSignal.ON);
    assertThat(ceiling().ended(T0).signal()).isEqualTo(AlertSignal.LATCHED);
    assertThat(ceiling().over().signal()).isEqualTo(AlertSignal.LATCHED);
    assertThat(ceiling().of(AlertPriority.MEDIUM).ended(T0).signal()).isEqualTo(AlertSignal.OFF);
  }

  @Test
  @Requirement("ALERT-003")
  void theIdFollowsFromCategoryWhatItIsAboutAndTheStart() {
    Alert alert = occlusion();

    assertThat(alert.id()).isEqualTo(occlusion().id()).matches("[0-9a-f]{32}");
    assertThat(alert.ended(T0.plusSeconds(9)).flapping(3).of(AlertPriority.LOW).id())
        .isEqualTo(alert.id());
    assertThat(Alert.begun(alert.category(), alert.about().at("clinic"), T0).id())
        .isEqualTo(alert.id());
    assertThat(Alert.begun(alert.category(), alert.about(), T0.plusSeconds(1)).id())
        .isNotEqualTo(alert.id());
    assertThat(Alert.begun(AlertCategory.PUMP_DOOR, alert.about(), T0).id())
        .isNotEqualTo(alert.id());
  }

  @Test
  @Requirement("ALERT-003")
  void everyPartOfWhatItIsAboutTellsAlertsApart() {
    About about = About.session(SESSION);
    About other = About.session(new SessionId("s2"));
    Set<String> ids =
        java.util.stream.Stream.of(
                about,
                other,
                about.ofDevice(PUMP),
                About.device(PUMP),
                about.ofDrug("NIBP"),
                about.ofSource("NIBP"),
                about.ofVital("NIBP", "systolic", "high"),
                about.ofVital("NIBP", "systolic", "low"),
                about.ofVital("NIBP", "mean", "high"),
                about.ofVital("ART", "systolic", "high"))
            .map(each -> Alert.begun(AlertCategory.PUMP_OTHER, each, T0).id())
            .collect(Collectors.toSet());

    assertThat(ids).hasSize(10);
  }

  @Test
  @Requirement("ALERT-003")
  void whereASessionHasOneAlertItsStartMayMoveUnderTheSameId() {
    Alert later = Alert.begun(ceiling().category(), ceiling().about(), T0.plusSeconds(60));

    assertThat(later.id()).isEqualTo(ceiling().id());
  }

  @Test
  @Requirement("ALERT-004")
  void theDetailSaysWhatWasMeasuredAgainstWhichLimitOfWhichVersion() {
    assertThat(ceiling().measuring(Measured.of(1.25, 1, "mg/kg").by("icu", 4)).detail())
        .isEqualTo(
            "dose above the ceiling: Ketamine, 1.25 mg/kg, limit 1 mg/kg (profile icu version 4)");
    assertThat(Alerts.of(excursion(Severity.WARNING, Optional.empty())).detail())
        .isEqualTo(
            "pressure beyond its limit: NIBP systolic high, 182 mmHg, limit 160 mmHg (profile icu version 4)");
    assertThat(occlusion().flapping(1).detail())
        .isEqualTo("pump: occlusion: pump-1, came back 1 time");
    assertThat(occlusion().flapping(2).detail()).endsWith("came back 2 times");
    assertThat(Alert.begun(AlertCategory.LIMITS_NOT_EVALUABLE, About.session(SESSION), T0).detail())
        .isEqualTo("limits not evaluable");
  }

  @Test
  @Requirement("ALERT-004")
  void numbersInADetailAreShortAndTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG"));
    try {
      assertThat(Measured.of(1234567.891, "mL").words("limit")).isEqualTo("1234570 mL");
      assertThat(Measured.of(0.1 + 0.2, 1.0 / 3, "mg").words("limit"))
          .isEqualTo("0.3 mg, limit 0.333333 mg");
      assertThat(Measured.of(1e-300, "mg").words("limit")).isEqualTo("1E-300 mg");
      assertThat(Measured.of(1e300, "mg").words("limit")).isEqualTo("1E+300 mg");
      assertThat(Measured.of(-0.0, "mg").words("limit")).isEqualTo("0 mg");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  @Requirement("ALERT-005")
  void whatCannotBeIsRefusedWithTheValue() {
    assertThatThrownBy(() -> occlusion().ended(T0.minusSeconds(1)))
        .hasMessageContaining("PUMP_OCCLUSION ends 2026-03-01T09:59:59Z before");
    assertThatThrownBy(() -> occlusion().flapping(-1)).hasMessageContaining("-1 flaps");
    assertThatThrownBy(
            () ->
                new Alert(
                    AlertCategory.PUMP_END,
                    About.device(PUMP),
                    AlertPriority.LOW,
                    T0,
                    true,
                    Optional.of(T0),
                    Optional.empty(),
                    0))
        .hasMessageContaining("is present and ended");
    assertThatThrownBy(() -> Measured.of(Double.NaN, "mg")).hasMessageContaining("NaN");
    assertThatThrownBy(() -> Measured.of(1, Double.POSITIVE_INFINITY, "mg"))
        .hasMessageContaining("limit Infinity");
    assertThatThrownBy(() -> Measured.of(1, " ")).hasMessageContaining("unit");
    assertThatThrownBy(() -> Measured.of(1, "u".repeat(33))).hasMessageContaining("1 to 32");
    assertThatThrownBy(() -> Measured.of(1, "mg").by("", 1)).hasMessageContaining("profile");
    assertThatThrownBy(() -> About.device(PUMP).ofDrug("x".repeat(129)))
        .hasMessageContaining("129 characters");
    assertThatThrownBy(() -> About.device(PUMP).at("")).hasMessageContaining("site");
    assertThatThrownBy(
            () ->
                new About(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of("Ketamine"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()))
        .hasMessageContaining("a session or a device");
  }

  @Test
  @Requirement("ALERT-001")
  void everyAlarmOfAPumpHasACategoryOfItsOwn() {
    assertThat(Arrays.stream(PumpAlarm.values()).map(Alerts::category))
        .doesNotHaveDuplicates()
        .allMatch(category -> category.name().startsWith("PUMP_"));
  }

  @Test
  @Requirement("ALERT-004")
  void anExcursionIsAnAlertWithItsPeakItsLimitsAndItsEnd() {
    Alert alert = Alerts.of(excursion(Severity.CRITICAL, Optional.of(T0.plusSeconds(600))));

    assertThat(alert.category()).isEqualTo(AlertCategory.PRESSURE_EXCURSION);
    assertThat(alert.measured())
        .contains(
            new Measured(
                182, OptionalDouble.of(180), "mm[Hg]", Optional.of(new Measured.Limits("icu", 4))));
    assertThat(alert.present()).isFalse();
    assertThat(alert.end()).contains(T0.plusSeconds(600));
    assertThat(alert.signal()).isEqualTo(AlertSignal.LATCHED);
  }

  @Test
  @Requirement("ALERT-005")
  void theLongestTextsAreTaken() {
    assertThat(About.device(PUMP).ofDrug("x".repeat(128)).drug()).contains("x".repeat(128));
    assertThat(Measured.of(1, "u".repeat(32)).by("p".repeat(128), 1).unit()).hasSize(32);
  }
}
