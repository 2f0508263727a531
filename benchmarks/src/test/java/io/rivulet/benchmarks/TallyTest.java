package io.rivulet.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TallyTest {
  private static final long[] NONE = {};

  @Test
  void everythingOnceIsNothingLostAndNothingRepeated() {
    Tally tally = Tally.of(10, 5, new long[] {14, 10, 12, 11, 13}, NONE);

    assertThat(tally).isEqualTo(new Tally(0, 0, 0));
    assertThat(tally.isClean()).isTrue();
  }

  @Test
  void repeatsDoNotStandInForWhatIsLost() {
    Tally tally = Tally.of(10, 5, new long[] {10, 10, 10, 11, 12}, NONE);

    assertThat(tally).isEqualTo(new Tally(2, 0, 2));
    assertThat(tally.isClean()).isFalse();
  }

  @Test
  void whatTheBrokerStillHoldsIsNotLost() {
    assertThat(Tally.of(10, 5, new long[] {10, 11}, new long[] {11, 13, 13}))
        .isEqualTo(new Tally(2, 1, 0));
  }

  @Test
  void messagesOfOtherRunsCountForNothing() {
    assertThat(Tally.of(10, 3, new long[] {9, 9, 10, 12, 13, 13}, new long[] {8, 14}))
        .isEqualTo(new Tally(1, 0, 0));
  }

  @Test
  void nothingFoundIsEverythingLost() {
    assertThat(Tally.of(10, 3, NONE, NONE)).isEqualTo(new Tally(3, 0, 0));
  }
}
