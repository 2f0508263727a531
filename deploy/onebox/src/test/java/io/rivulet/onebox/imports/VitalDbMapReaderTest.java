package io.rivulet.onebox.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.simulator.trace.VitalQuantity;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the columns of a case are. */
class VitalDbMapReaderTest {
  @Test
  @Requirement("IMPORT-007")
  void theDocumentedMapIsTaken() throws Exception {
    VitalDbMap map = VitalDbMapReader.parse(documented());

    assertThat(map.pumps())
        .singleElement()
        .satisfies(
            pump -> {
              assertThat(pump.drug()).isEqualTo("Propofol");
              assertThat(pump.rate().orElseThrow().name()).isEqualTo("Orchestra/PPF20_RATE");
              assertThat(pump.concentration()).hasValue(20);
            });
    assertThat(map.vitals())
        .containsEntry(
            VitalQuantity.ART_SYSTOLIC, new VitalDbMap.Column("Solar8000/ART_SBP", "mm[Hg]"))
        .containsEntry(VitalQuantity.SPO2, new VitalDbMap.Column("Solar8000/PLETH_SPO2", "%"));
    assertThat(map.weightKg()).hasValue(70);
  }

  @Test
  @Requirement("IMPORT-007")
  void everyMistakeIsToldWithItsLine() {
    assertThatThrownBy(
            () ->
                VitalDbMapReader.parse(
                    """
                    time: Time
                    start: yesterday
                    subject: case-1
                    weightKg: -4
                    pumps:
                      - drug: Propofol
                    hartRate: {column: HR}
                    """))
        .hasMessageContaining("line 2, start")
        .hasMessageContaining("line 4, weightKg: -4 is not above 0")
        .hasMessageContaining("line 6, pumps[0]: pump of Propofol has neither a volume nor a rate")
        .hasMessageContaining("line 7, hartRate: is not known here");
  }

  private static String documented() throws IOException {
    Path docs = Path.of("..", "..", "docs", "imports.md");
    Matcher example =
        Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(docs));
    assertThat(example.find()).isTrue();
    return example.group(1);
  }
}
