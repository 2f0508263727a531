package io.rivulet.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TallyTest {
  @Test
  void everythingOnceIsNothingMissingAndNothingRepeated() {
    assertThat(Tally.of(10, 5, LongStream.of(14, 10, 12, 11, 13))).isEqualTo(new Tally(0, 0));
  }

  @Test
  void repeatsDoNotStandInForWhatIsMissing() {
    assertThat(Tally.of(10, 5, LongStream.of(10, 10, 10, 11, 12))).isEqualTo(new Tally(2, 2));
  }

  @Test
  void messagesOfOtherRunsCountForNothing() {
    assertThat(Tally.of(10, 3, LongStream.of(9, 9, 10, 12, 13, 13))).isEqualTo(new Tally(1, 0));
  }

  @Test
  void nothingFoundIsEverythingMissing() {
    assertThat(Tally.of(10, 3, LongStream.empty())).isEqualTo(new Tally(3, 0));
  }
}
