package io.rivulet.domain.version;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.testkit.Requirement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@Requirement("DOSE-002")
class VersionsTest {
  private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");

  private final Versions<String> versions =
      Versions.of(
          List.of(
              new Version<>(T0.plusSeconds(60), "second"),
              new Version<>(T0, "typo"),
              new Version<>(T0, "first")));

  @Test
  void theFirstVersionAlsoHoldsBeforeItsStart() {
    assertThat(versions.asOf(T0.minusSeconds(3600))).contains("first");
  }

  @Test
  void aVersionHoldsFromItsStartUntilTheNext() {
    assertThat(versions.asOf(T0.plusSeconds(59))).contains("first");
    assertThat(versions.asOf(T0.plusSeconds(60))).contains("second");
  }

  @Test
  void ofTwoWithOneStartTheLaterInTheListWins() {
    assertThat(versions.list()).extracting(Version::value).containsExactly("first", "second");
  }

  @Test
  void anIntervalIsCutWhereAVersionStarts() {
    assertThat(versions.between(T0.minusSeconds(30), T0.plusSeconds(90)))
        .containsExactly(
            new Versions.Slice<>(T0.minusSeconds(30), T0.plusSeconds(60), "first"),
            new Versions.Slice<>(T0.plusSeconds(60), T0.plusSeconds(90), "second"));
    assertThat(versions.between(T0.plusSeconds(60), T0.plusSeconds(60)))
        .containsExactly(new Versions.Slice<>(T0.plusSeconds(60), T0.plusSeconds(60), "second"));
  }

  @Test
  void whereNothingWasRecordedNothingHolds() {
    assertThat(Versions.none().asOf(T0)).isEmpty();
    assertThat(Versions.none().between(T0, T0.plusSeconds(1))).isEmpty();
  }
}
