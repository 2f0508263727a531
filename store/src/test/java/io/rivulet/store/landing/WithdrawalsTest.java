package io.rivulet.store.landing;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.store.landing.Withdrawals.Withdrawal;
import io.rivulet.testkit.Requirement;
import java.util.List;
import org.junit.jupiter.api.Test;

class WithdrawalsTest {
  @Test
  @Requirement("STORE-028")
  void whatALaterWithdrawalTakesBackTakesNothingBackItself() {
    Withdrawal close = new Withdrawal("w1", "close");
    Withdrawal again = new Withdrawal("w2", "w1");
    Withdrawal after = new Withdrawal("w3", "w2");

    assertThat(Withdrawals.takenBack(List.of(close))).containsExactly("close");
    assertThat(Withdrawals.takenBack(List.of(close, again))).containsExactly("w1");
    assertThat(Withdrawals.takenBack(List.of(close, again, after)))
        .containsExactlyInAnyOrder("close", "w2");
  }
}
