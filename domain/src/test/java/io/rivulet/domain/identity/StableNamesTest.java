package io.rivulet.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.testkit.Requirement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StableNamesTest {
  @Test
  @Requirement("PRES-010")
  void anIdentifierKeepsItsPartsApart() {
    assertThat(StableId.of("a", "bc")).isNotEqualTo(StableId.of("ab", "c"));
    assertThat(StableId.of("a", "")).isNotEqualTo(StableId.of("a"));
    assertThat(StableId.of("a", "bc")).isEqualTo(StableId.of("a", "bc")).hasSize(32);
  }

  @Test
  @Requirement("SESS-005")
  void theFirstAndTheLastLetterAndDigitMayStandInAName() {
    assertThat(List.of("a", "z", "A", "Z", "0", "9", ".", "_", "-")).allMatch(TopicLevel::isLevel);
    assertThat(List.of("`", "{", "@", "[", "/", ":", "+", "#", " ", "\u0131"))
        .noneMatch(TopicLevel::isLevel);
  }

  @Test
  @Requirement("SESS-005")
  void namesAreOrderedAndShownByTheirText() {
    assertThat(Stream.of("s2", "s10", "s1").map(SessionId::new).sorted())
        .extracting(SessionId::toString)
        .containsExactly("s1", "s10", "s2");
    assertThat(Stream.of("b", "a").map(DeviceId::new).sorted())
        .extracting(DeviceId::toString)
        .containsExactly("a", "b");
  }
}
