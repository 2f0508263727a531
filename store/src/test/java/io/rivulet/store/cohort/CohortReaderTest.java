package io.rivulet.store.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.testkit.Requirement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Definitions as people write them. */
class CohortReaderTest {
  @Test
  @Requirement("COHORT-004")
  void theDocumentedDefinitionIsTaken() throws Exception {
    Matcher example =
        Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("..", "docs", "cohorts.md")));
    assertThat(example.find()).isTrue();

    CohortDefinition definition = CohortReader.parse(example.group(1));

    assertThat(definition.name()).isEqualTo("responders");
    assertThat(definition.sites()).containsExactly("north", "south");
    assertThat(definition.from()).contains(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(definition.minDosePerKg()).hasValue(0.4);
    assertThat(definition.outcome().orElseThrow().max()).hasValue(9);
    assertThat(definition.excursion()).contains(CohortDefinition.Excursion.NONE);
    assertThat(definition.excluded()).containsExactly("s-17");
  }

  @Test
  @Requirement("COHORT-004")
  void everyMistakeIsToldWithItsLine() {
    assertThatThrownBy(
            () ->
                CohortReader.parse(
                    """
                    name: a b
                    from: yesterday
                    excursion: some
                    dosePerKg: {min: lots}
                    sties: north
                    """))
        .hasMessageContaining("line 2, from")
        .hasMessageContaining("line 3, excursion: 'some' is not any, critical or none")
        .hasMessageContaining("line 4, dosePerKg.min: 'lots' is no number")
        .hasMessageContaining("line 5, sties: is not known here")
        .hasMessageContaining("name \"a b\" is not 1 to 64");
  }
}
