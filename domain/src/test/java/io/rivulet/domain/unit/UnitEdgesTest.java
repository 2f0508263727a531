package io.rivulet.domain.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.testkit.Requirement;
import org.junit.jupiter.api.Test;

@Requirement("DOSE-001")
class UnitEdgesTest {
  @Test
  void aFlowScalesBothItsVolumeAndItsTime() {
    assertThat(Ucum.millilitresPerHour(new Quantity(0.5, "L/h"))).isEqualTo(500);
    assertThat(Ucum.millilitresPerHour(new Quantity(0.5, "L/min"))).isEqualTo(30_000);
  }

  @Test
  void everyCanonicalUnitIsReadBackFromItsCode() {
    assertThat(AmountUnit.values())
        .extracting(AmountUnit::ucum)
        .containsExactly("mg", "[IU]", "meq");
    for (AmountUnit unit : AmountUnit.values()) {
      assertThat(AmountUnit.ofUcum(unit.ucum())).isEqualTo(unit);
    }
    assertThatThrownBy(() -> AmountUnit.ofUcum("MG"))
        .isInstanceOf(UnknownUnitException.class)
        .hasMessage("amount has unit \"MG\"; accepted are mg, [IU], meq");
  }

  @Test
  void aQuantityIsShownAsAPersonWouldWriteIt() {
    assertThat(new Quantity(12.5, "mL/h")).hasToString("12.5 mL/h");
  }
}
