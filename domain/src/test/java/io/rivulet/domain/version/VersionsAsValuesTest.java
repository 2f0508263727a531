package io.rivulet.domain.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.testkit.Requirement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@Requirement("DOSE-002")
class VersionsAsValuesTest {
  private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");

  private static Versions<Double> weighing(double... weightsKg) {
    return Versions.of(
        java.util.Arrays.stream(weightsKg)
            .mapToObj(weight -> new Version<>(T0.plusSeconds((long) weight), weight))
            .toList());
  }

  @Test
  void theSameVersionsInAnyOrderAreEqual() {
    assertThat(weighing(70, 71)).isEqualTo(weighing(71, 70)).hasSameHashCodeAs(weighing(71, 70));
    assertThat(weighing(70, 71)).isNotEqualTo(weighing(70)).isNotEqualTo(List.of());
    assertThat(weighing(70).hashCode()).isNotEqualTo(weighing(71).hashCode());
  }

  @Test
  void onlyWhatWasNeverRecordedIsEmpty() {
    assertThat(Versions.none().isEmpty()).isTrue();
    assertThat(weighing(70).isEmpty()).isFalse();
    assertThat(weighing(70).toString()).contains("70.0");
  }

  @Test
  void anIntervalThatEndsBeforeItBeginsIsRefused() {
    assertThatThrownBy(() -> weighing(70).between(T0.plusSeconds(1), T0))
        .hasMessageContaining("is after");
  }
}
