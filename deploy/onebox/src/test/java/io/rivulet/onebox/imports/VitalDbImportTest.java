package io.rivulet.onebox.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.schemas.mqtt.PumpPayload;
import io.rivulet.schemas.mqtt.VitalsPayload;
import io.rivulet.simulator.trace.PlannedDevice;
import io.rivulet.simulator.trace.PlannedMessage;
import io.rivulet.simulator.trace.VitalQuantity;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cases with a column for each track. */
class VitalDbImportTest {
  static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
  static final Instant NOW = Instant.parse("2026-04-01T00:00:00Z");

  @TempDir Path folder;

  static VitalDbMap map() {
    return new VitalDbMap(
        "Time",
        START,
        "case-1",
        OptionalDouble.of(70),
        List.of(
            new VitalDbMap.Pump(
                "Propofol",
                Optional.of(new VitalDbMap.Column("Orchestra/PPF20_VOL", "mL")),
                Optional.of(new VitalDbMap.Column("Orchestra/PPF20_RATE", "mL/h")),
                OptionalDouble.of(20),
                "mg/mL")),
        Map.of(
            VitalQuantity.ART_SYSTOLIC, new VitalDbMap.Column("Solar8000/ART_SBP", "mm[Hg]"),
            VitalQuantity.HEART_RATE, new VitalDbMap.Column("Solar8000/HR", "/min")),
        Optional.empty());
  }

  Recording read(String text, ShiftChoice shift) throws IOException {
    Path file = folder.resolve("case_0001.csv");
    Files.writeString(file, text);
    return VitalDbImport.read(file, map(), "import", shift, NOW);
  }

  @Test
  @Requirement("IMPORT-004")
  void aRowIsASampleOfEachDeviceThatHasAValueInIt() throws IOException {
    Recording recording =
        read(
            """
            Time,Orchestra/PPF20_VOL,Orchestra/PPF20_RATE,Solar8000/ART_SBP,Solar8000/HR,Ignored
            0,0,0,120,,x
            1,0.5,36.5,,NaN,x
            2.5,,,118,71,x
            """,
            new ShiftChoice.None());

    assertThat(recording.refused()).isEmpty();
    assertThat(recording.plan().devices())
        .hasExactlyElementsOfTypes(
            PlannedDevice.Pump.class,
            PlannedDevice.PressureMonitor.class,
            PlannedDevice.BedsideMonitor.class);
    assertThat(recording.plan().weightsKg().asOf(START)).hasValue(70.0);
    assertThat(recording.plan().messages())
        .extracting(PlannedMessage::time)
        .containsExactly(
            START, START, START.plusSeconds(1), START.plusMillis(2500), START.plusMillis(2500));
    PumpPayload pump = (PumpPayload) recording.plan().messages().get(2).payload();
    assertThat(pump.getState()).isEqualTo("RUN");
    assertThat(pump.getVolume().getValue()).isEqualTo(0.5);
    assertThat(pump.getConcentration().getUnit()).isEqualTo("mg/mL");
    VitalsPayload art = (VitalsPayload) recording.plan().messages().get(3).payload();
    assertThat(art.getArt().getSystolic()).isEqualTo(118);
  }

  @Test
  @Requirement("IMPORT-005")
  void aRowThatCannotBeReadIsNamedByItsLineAndTheRestIsTaken() throws IOException {
    Recording recording =
        read(
            """
            Time,Orchestra/PPF20_VOL,Orchestra/PPF20_RATE,Solar8000/ART_SBP,Solar8000/HR
            0,0,0,120,70
            1,abc,36,118,70
            ,1,36,118,70
            3,-5,36,118,70
            4,0.4,36,118,70
            """,
            new ShiftChoice.None());

    assertThat(recording.refused())
        .extracting(Refusal::place)
        .containsExactly("line 3", "line 4", "line 5");
    assertThat(recording.refused().get(0).reason())
        .isEqualTo("Orchestra/PPF20_VOL \"abc\" is no number");
    assertThat(recording.refused().get(1).reason()).isEqualTo("Time is empty");
    assertThat(recording.refused().get(2).reason()).contains("OUT_OF_RANGE");
    assertThat(recording.plan().messages()).hasSize(6);
  }

  @Test
  @Requirement("IMPORT-003")
  void theSameContentHasTheSameNamesWhateverTheFileIsCalled() throws IOException {
    String text =
        """
        Time,Orchestra/PPF20_VOL,Orchestra/PPF20_RATE,Solar8000/ART_SBP,Solar8000/HR
        0,0,0,120,70
        """;
    Recording one = read(text, new ShiftChoice.None());
    Recording two = read(text, new ShiftChoice.By(-3));
    Recording other = read(text + "1,0,0,121,70\n", new ShiftChoice.None());

    assertThat(two.plan().session()).isEqualTo(one.plan().session());
    assertThat(two.plan().first()).isEqualTo(START.minusSeconds(3 * 86_400));
    assertThat(other.plan().session()).isNotEqualTo(one.plan().session());
    assertThat(one.plan().session().value()).matches("import-[0-9a-f]{16}");
  }

  @Test
  @Requirement("IMPORT-006")
  void whatCannotBeImportedSaysWhyAndWhatToDo() {
    assertThatThrownBy(() -> read("Time,Solar8000/HR\n0,70\n", new ShiftChoice.None()))
        .isInstanceOf(ImportException.class)
        .hasMessageContaining("lacks columns that the map names: Orchestra/PPF20_RATE");
    String header =
        "Time,Orchestra/PPF20_VOL,Orchestra/PPF20_RATE,Solar8000/ART_SBP,Solar8000/HR\n";
    assertThatThrownBy(() -> read(header, new ShiftChoice.None()))
        .hasMessageContaining("holds no row");
    assertThatThrownBy(() -> read(header + "0,,,120,70\n", new ShiftChoice.By(1_000)))
        .hasMessageContaining("is not over yet")
        .hasMessageContaining("--shift auto");
    assertThatThrownBy(() -> ShiftChoice.of("tomorrow"))
        .hasMessageContaining("accepted are none, auto and a whole number of days");
  }
}
