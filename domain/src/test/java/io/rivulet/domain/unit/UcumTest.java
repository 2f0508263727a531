package io.rivulet.domain.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.testkit.Requirement;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

@Requirement("DOSE-001")
class UcumTest {
  @Test
  void flowsBecomeMillilitresPerHour() {
    assertThat(Ucum.millilitresPerHour(new Quantity(12.5, "mL/h"))).isEqualTo(12.5);
    assertThat(Ucum.millilitresPerHour(new Quantity(0.5, "mL/min"))).isEqualTo(30.0);
  }

  @Test
  void concentrationsBecomeMilligramsUnitsOrMilliequivalentsPerMillilitre() {
    assertThat(Ucum.concentration(new Quantity(50, "ug/mL")))
        .isEqualTo(new Concentration(0.05, AmountUnit.MILLIGRAM));
    assertThat(Ucum.concentration(new Quantity(2, "g/L")))
        .isEqualTo(new Concentration(2, AmountUnit.MILLIGRAM));
    assertThat(Ucum.concentration(new Quantity(100, "[IU]/mL")))
        .isEqualTo(new Concentration(100, AmountUnit.INTERNATIONAL_UNIT));
    assertThat(Ucum.concentration(new Quantity(40, "meq/L")))
        .isEqualTo(new Concentration(0.04, AmountUnit.MILLIEQUIVALENT));
  }

  @Test
  void doseRatesBecomePerHourWithOrWithoutWeight() {
    DoseRate rate = Ucum.doseRate(new Quantity(12.5, "ug/kg/min"));
    assertThat(rate.amountPerHour()).isCloseTo(0.75, within(1e-12));
    assertThat(rate.perKg()).isTrue();
    assertThat(Ucum.doseRate(new Quantity(3, "mg/h")))
        .isEqualTo(new DoseRate(3, AmountUnit.MILLIGRAM, false));
  }

  @Test
  @Requirement("DOSE-014")
  void everyUnitOfADoseRateIsReadAndToldAgain() {
    for (String amount : List.of("ng", "ug", "mg", "g", "[IU]", "m[IU]", "meq")) {
      for (String weight : List.of("", "/kg")) {
        for (String time : List.of("/h", "/min")) {
          String unit = amount + weight + time;
          DoseRate rate = Ucum.doseRate(new Quantity(7, unit));
          assertThat(rate.in(unit)).as(unit).isCloseTo(7, within(1e-12));
          assertThat(rate.perKg()).as(unit).isEqualTo(!weight.isEmpty());
        }
      }
    }
  }

  @Test
  @Requirement("DOSE-014")
  void aFlowGivesADoseRate() {
    Concentration twoMilligrams = new Concentration(2, AmountUnit.MILLIGRAM);
    DoseRate perKg = DoseRate.of(26.25, twoMilligrams, OptionalDouble.of(70));
    assertThat(perKg.in("mg/kg/h")).isCloseTo(0.75, within(1e-12));
    assertThat(perKg.in("ug/kg/min")).isCloseTo(12.5, within(1e-12));
    assertThat(DoseRate.of(3, twoMilligrams, OptionalDouble.empty()).in("ug/min"))
        .isCloseTo(100, within(1e-12));
    assertThatThrownBy(() -> perKg.in("mg/h")).hasMessageContaining("cannot be told in mg/h");
    assertThatThrownBy(() -> perKg.in("[IU]/kg/h")).hasMessageContaining("mg/kg/h");
    assertThatThrownBy(() -> DoseRate.of(-1, twoMilligrams, OptionalDouble.empty()))
        .hasMessageContaining("below 0");
    assertThatThrownBy(() -> DoseRate.of(1, twoMilligrams, OptionalDouble.of(0)))
        .hasMessageContaining("not above 0");
  }

  @Test
  void pressuresWeightsAndSharesAreRead() {
    assertThat(Ucum.millimetresOfMercury(new Quantity(16, "kPa"))).isCloseTo(120.01, within(0.01));
    assertThat(Ucum.kilograms(new Quantity(154, "[lb_av]"))).isCloseTo(69.85, within(0.01));
    assertThat(Ucum.percent(new Quantity(97, "%"))).isEqualTo(97);
    assertThat(Ucum.perMinute(new Quantity(60, "/min"))).isEqualTo(60);
    assertThat(Ucum.millilitres(new Quantity(250, "uL"))).isEqualTo(0.25);
  }

  @Test
  void anUnknownUnitIsRefusedWithWhatIsAccepted() {
    assertThatThrownBy(() -> Ucum.millilitresPerHour(new Quantity(1, "ml/hour")))
        .isInstanceOf(UnknownUnitException.class)
        .hasMessageContaining("ml/hour")
        .hasMessageContaining("mL/h");
    assertThatThrownBy(() -> Ucum.concentration(new Quantity(1, "MG/mL")))
        .isInstanceOf(UnknownUnitException.class);
    assertThatThrownBy(() -> Ucum.doseRate(new Quantity(1, "mg/m2/h")))
        .isInstanceOf(UnknownUnitException.class);
    assertThatThrownBy(() -> Ucum.concentration(new Quantity(1, "")))
        .isInstanceOf(UnknownUnitException.class);
    assertThatThrownBy(() -> Ucum.concentration(new Quantity(0, "mg/mL")))
        .hasMessageContaining("concentration 0.0 mg/mL is outside");
    assertThatThrownBy(() -> new Quantity(Double.NaN, "mL"))
        .hasMessageContaining("not a finite number");
  }
}
