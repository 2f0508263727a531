package io.rivulet.domain.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.testkit.Requirement;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

@Requirement("DOSE-011")
class ReadingBoundsTest {
  private static final Origin ORIGIN =
      new Origin("clinic", new DeviceId("d1"), Instant.parse("2026-03-01T10:00:00Z"), 0);
  private static final OptionalDouble NONE = OptionalDouble.empty();

  private static PumpSample pump(double rate, long nanolitres, double weightKg) {
    return new PumpSample(
        ORIGIN,
        "Ketamine",
        PumpState.RUN,
        OptionalDouble.of(rate),
        OptionalLong.of(nanolitres),
        Optional.empty(),
        OptionalDouble.of(weightKg),
        Set.of());
  }

  private static VitalsSample vitals(double heartRate, OptionalDouble etco2) {
    return new VitalsSample(ORIGIN, Map.of(), OptionalDouble.of(heartRate), NONE, NONE, etco2);
  }

  @Test
  void theLastValueInsideARangeIsTaken() {
    assertThat(pump(1e5, 10_000_000_000_000L, 1000).rateMlPerHour()).hasValue(1e5);
    assertThat(pump(0, 0, 0.5).deliveredNanolitres()).hasValue(0);
    assertThat(vitals(1e6, OptionalDouble.of(-1e6)).heartRatePerMinute()).hasValue(1e6);
    assertThat(new Pressure(OptionalDouble.of(1e6), NONE, NONE).systolic()).hasValue(1e6);
  }

  @Test
  void theFirstValueOutsideIsRefusedWithItsRange() {
    assertThatThrownBy(() -> pump(100_000.1, 0, 70)).hasMessageContaining("rate 100000.1 mL/h");
    assertThatThrownBy(() -> pump(1, 10_000_000_000_001L, 70)).hasMessageContaining("volume");
    assertThatThrownBy(() -> pump(1, 0, 0)).hasMessageContaining("weight 0.0 kg");
    assertThatThrownBy(() -> pump(1, 0, 1000.1)).hasMessageContaining("weight 1000.1 kg");
    assertThatThrownBy(() -> vitals(1_000_001, NONE)).hasMessageContaining("heart rate");
    assertThatThrownBy(() -> vitals(Double.NaN, NONE)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> vitals(60, OptionalDouble.of(Double.NEGATIVE_INFINITY)))
        .hasMessageContaining("EtCO2 -Infinity");
  }

  @Test
  void aSampleThatSaysNothingIsRefused() {
    assertThatThrownBy(() -> new VitalsSample(ORIGIN, Map.of(), NONE, NONE, NONE, NONE))
        .hasMessage("vitals of d1 hold no value");
    assertThatThrownBy(() -> new Pressure(NONE, NONE, NONE)).hasMessageContaining("needs");
    assertThatThrownBy(() -> new Origin("clinic", new DeviceId("d1"), Instant.EPOCH, -1))
        .hasMessageContaining("sequence -1");
  }

  @Test
  void aPressureComponentIsKnownByItsName() {
    for (PressureComponent component : PressureComponent.values()) {
      assertThat(PressureComponent.ofCode(component.code())).isEqualTo(component);
    }
    assertThat(PressureComponent.DIASTOLIC.code()).isEqualTo("diastolic");
    assertThatThrownBy(() -> PressureComponent.ofCode("Mean")).hasMessageContaining("\"Mean\"");
  }
}
