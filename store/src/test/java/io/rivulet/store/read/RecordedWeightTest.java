package io.rivulet.store.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.testkit.Requirement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordedWeightTest {
  private static final Instant DAY = Instant.parse("2026-03-02T00:00:00Z");
  private static final RecordedWeight FIRST = weight("a", 0, 8, 70, null);
  private static final RecordedWeight CHANGE = weight("b", 9, 9, 71, null);
  private static final RecordedWeight CORRECTION = weight("c", 10, 10, 80, "a");

  @Test
  @Requirement("STORE-018")
  void theLatestThatBeganHoldsAndTheFirstAlsoBefore() {
    List<RecordedWeight> weights = List.of(CHANGE, FIRST);
    assertThat(RecordedWeight.inForce(weights, hour(7))).hasValue(70);
    assertThat(RecordedWeight.inForce(weights, hour(8))).hasValue(70);
    assertThat(RecordedWeight.inForce(weights, hour(9))).hasValue(71);
    assertThat(RecordedWeight.inForce(List.of(), hour(9))).isEmpty();
  }

  @Test
  @Requirement("STORE-018")
  void aCorrectionHoldsFromTheStartOfWhatItCorrects() {
    RecordedWeight again = weight("d", 11, 11, 81, "c");
    List<RecordedWeight> weights = List.of(again, CORRECTION, CHANGE, FIRST);
    assertThat(RecordedWeight.inForce(weights, hour(8))).hasValue(81);
    assertThat(RecordedWeight.inForce(weights, hour(12))).hasValue(71);
  }

  private static Instant hour(int hour) {
    return DAY.plusSeconds(3600L * hour);
  }

  private static RecordedWeight weight(
      String id, int recorded, int from, double kg, String corrects) {
    return new RecordedWeight(id, hour(recorded), hour(from), kg, Optional.ofNullable(corrects));
  }
}
