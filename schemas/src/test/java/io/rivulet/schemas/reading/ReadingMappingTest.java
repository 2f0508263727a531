package io.rivulet.schemas.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.reading.Origin;
import io.rivulet.domain.reading.Pressure;
import io.rivulet.domain.reading.PressureSource;
import io.rivulet.domain.reading.PumpAlarm;
import io.rivulet.domain.reading.PumpSample;
import io.rivulet.domain.reading.PumpState;
import io.rivulet.domain.reading.VitalsSample;
import io.rivulet.domain.unit.AmountUnit;
import io.rivulet.domain.unit.Concentration;
import io.rivulet.schemas.record.PressureRecord;
import io.rivulet.schemas.record.PumpAlarmRecord;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.PumpStateRecord;
import io.rivulet.schemas.record.VitalsSampleRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReadingMappingTest {
  private static final Instant TIME = Instant.parse("2026-11-21T09:30:00.123456Z");
  private static final Origin ORIGIN = new Origin("demo", new DeviceId("d1"), TIME, 7);
  private static final PumpSample PUMP =
      new PumpSample(
          ORIGIN,
          "Ketamine",
          PumpState.KVO,
          OptionalDouble.of(7.5),
          OptionalLong.of(4_200_000),
          Optional.of(new Concentration(10, AmountUnit.MILLIGRAM)),
          OptionalDouble.of(72.5),
          Set.of(PumpAlarm.values()));
  private static final VitalsSample VITALS =
      new VitalsSample(
          ORIGIN,
          Map.of(
              PressureSource.NIBP,
              new Pressure(OptionalDouble.of(120), OptionalDouble.of(80), OptionalDouble.empty()),
              PressureSource.ART,
              new Pressure(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.of(-8))),
          OptionalDouble.of(71),
          OptionalDouble.of(98),
          OptionalDouble.of(14),
          OptionalDouble.of(36));

  @Test
  void samplesSurviveTheirRecords() {
    assertThat(ReadingMapping.pump(ReadingMapping.record(PUMP, TIME))).isEqualTo(PUMP);
    assertThat(ReadingMapping.vitals(ReadingMapping.record(VITALS, TIME))).isEqualTo(VITALS);
  }

  @Test
  void whatIsNotThereStaysAway() {
    PumpSample bare =
        new PumpSample(
            ORIGIN,
            "Ketamine",
            PumpState.STOP,
            OptionalDouble.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            OptionalDouble.empty(),
            Set.of());
    assertThat(ReadingMapping.pump(ReadingMapping.record(bare, TIME))).isEqualTo(bare);
  }

  @Test
  void everyStateHasOneRecord() {
    for (PumpState state : PumpState.values()) {
      assertThat(ReadingMapping.state(ReadingMapping.state(state))).isEqualTo(state);
    }
  }

  @Test
  void aStateOfALaterVersionDeliversNothing() {
    PumpSampleRecord record = ReadingMapping.record(PUMP, TIME);
    record.setState(PumpStateRecord.UNKNOWN);
    PumpSample sample = ReadingMapping.pump(record);
    assertThat(sample.state()).isEqualTo(PumpState.HOLD);
    assertThat(sample.deliveredNanolitres()).hasValue(4_200_000);
  }

  @Test
  void anAlarmWithoutANameIsAnAlarm() {
    PumpSampleRecord record = ReadingMapping.record(PUMP, TIME);
    record.setAlarms(List.of(PumpAlarmRecord.OTHER, PumpAlarmRecord.DOOR));
    assertThat(ReadingMapping.pump(record).alarms())
        .containsExactlyInAnyOrder(PumpAlarm.OTHER, PumpAlarm.DOOR);
  }

  @Test
  void aRecordThatSomebodyElseWroteWronglyIsRefusedByName() {
    VitalsSampleRecord twice = ReadingMapping.record(VITALS, TIME);
    twice.setPressures(
        List.of(
            new PressureRecord("ART", 1.0, null, null),
            new PressureRecord("ART", 2.0, null, null)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReadingMapping.vitals(twice))
        .withMessage("vitals of d1 hold two pressures by ART");
    PumpSampleRecord unit = ReadingMapping.record(PUMP, TIME);
    unit.setConcentrationUnit("mcg");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReadingMapping.pump(unit))
        .withMessageContaining("\"mcg\"");
  }
}
