package io.rivulet.simulator.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rivulet.testkit.Requirement;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceReaderTest {
  @TempDir Path folder;

  @Test
  void readsSegmentsVitalsAndWeightsAndCountsWhatItLeavesOut() {
    Path file =
        new TraceText()
            .segment("10:00", "11:00", "Propofol", 10, 100, "Changed")
            .segment("11:00", "12:00", "Propofol", 10, 100, "Rewritten")
            .segment("12:00", "12:00", "Propofol", 10, 100, "Stopped")
            .vital("10:05", "Heart Rate", "80", "10:10")
            .vital("10:05", "Skin Temperature", "36", "10:10")
            .weight("09:00", "Daily Weight", "71.5")
            .weight("09:00", "Admission Weight (lbs.)", "157.6")
            .write(folder, "mimic_stay_204132.csv");

    Trace trace = TraceReader.read(file);

    assertThat(trace.file()).isEqualTo("mimic_stay_204132.csv");
    assertThat(trace.stay()).isEqualTo("204132");
    assertThat(trace.segments()).hasSize(1);
    assertThat(trace.segments().get(0).volumeMl()).isEqualTo(10.0);
    assertThat(trace.vitals()).extracting(TraceRow.VitalSign::value).containsExactly(80.0);
    assertThat(trace.weights()).extracting(TraceRow.ChartedWeight::weightKg).containsExactly(71.5);
    assertThat(trace.ignored())
        .containsEntry("void segments", 2)
        .containsEntry("weights that are copies", 1)
        .containsEntry("vitals no simulated device measures (Skin Temperature)", 1);
  }

  @Test
  @Requirement("SIM-001")
  void aBrokenRowNamesFileLineColumnAndValue() {
    Path file =
        new TraceText()
            .vital("10:05", "Heart Rate", "80", "10:10")
            .segment("10:00", "11:00", "Propofol", 10, 100, "Changed")
            .vital("10:06", "Heart Rate", "8o", "10:10")
            .vital("10:07", "Heart Rate", "82", "10:10")
            .write(folder, "stay_1.csv");

    assertThatExceptionOfType(TraceFormatException.class)
        .isThrownBy(() -> TraceReader.read(file))
        .withMessage(
            "stay_1.csv, line 4, column value: \"8o\" is not a number; nothing was published");
  }

  @Test
  @Requirement("SIM-001")
  void refusesWhatIsNotExactlyATimeANumberOrAKnownKind() {
    assertRefused("\"2144-02-30 10:00:00\",,\"VITAL\",\"Heart Rate\",1,,,,,,,,", "column ts");
    assertRefused("\"2144-02-01\",,\"VITAL\",\"Heart Rate\",1,,,,,,,,", "column ts");
    assertRefused("\"2144-02-01 10:00:00\",,\"VITAL\",\"Heart Rate\",NaN,,,,,,,,", "\"NaN\"");
    assertRefused("\"2144-02-01 10:00:00\",,\"VITAL\",\"Heart Rate\",1e999,,,,,,,,", "\"1e999\"");
    assertRefused("\"2144-02-01 10:00:00\",,\"NOTE\",\"x\",1,,,,,,,,", "column kind: \"NOTE\"");
    assertRefused(
        "\"2144-02-01 10:00:00\",\"2144-02-01 11:00:00\",\"PUMP_SEGMENT\",\"x\",1,,-1,1,mg,,Changed,,",
        "column rate_ml_h: \"-1\" is not a number from 0 to 100000");
    assertRefused("\"2144-02-01 10:00:00\",,\"WEIGHT\",\"Daily Weight\",0,,,,,,,,", "above 0");
    assertRefused("\"2144-02-01 10:00:00\",,\"VITAL\"", "line 2 has 3 cells");
  }

  private void assertRefused(String row, String says) {
    Path file = new TraceText().row(row).write(folder, "stay_2.csv");
    assertThatExceptionOfType(TraceFormatException.class)
        .isThrownBy(() -> TraceReader.read(file))
        .withMessageContaining("stay_2.csv")
        .withMessageContaining("line 2")
        .withMessageContaining(says);
  }

  @Test
  @Requirement("SIM-001")
  void aMissingFileAndAForeignFileAreNamed() throws Exception {
    Path missing = folder.resolve("none.csv");
    assertThatExceptionOfType(TraceFormatException.class)
        .isThrownBy(() -> TraceReader.read(missing))
        .withMessage(missing + ": no such trace file; nothing was published");

    Path foreign = Files.writeString(folder.resolve("other.csv"), "a,b\n1,2\n");
    assertThatExceptionOfType(TraceFormatException.class)
        .isThrownBy(() -> TraceReader.read(foreign))
        .withMessageContaining("lacks the columns ts, end_ts, kind");

    Path latin =
        Files.write(
            folder.resolve("latin.csv"),
            (TraceText.HEADER + "\n\"\u00e9").getBytes(StandardCharsets.ISO_8859_1));
    assertThatExceptionOfType(TraceFormatException.class)
        .isThrownBy(() -> TraceReader.read(latin))
        .withMessageContaining("not UTF-8");

    Path empty = new TraceText().write(folder, "empty.csv");
    assertThatExceptionOfType(TraceFormatException.class)
        .isThrownBy(() -> TraceReader.read(empty))
        .withMessageContaining("no pump segment and no vital sign");

    Path nothing = Files.writeString(folder.resolve("nothing.csv"), "");
    assertThatExceptionOfType(TraceFormatException.class)
        .isThrownBy(() -> TraceReader.read(nothing))
        .withMessageContaining("nothing.csv");

    Path quote = Files.writeString(folder.resolve("quote.csv"), TraceText.HEADER + "\n\"2144");
    assertThatExceptionOfType(TraceFormatException.class)
        .isThrownBy(() -> TraceReader.read(quote))
        .withMessageContaining("quote.csv");
  }
}
