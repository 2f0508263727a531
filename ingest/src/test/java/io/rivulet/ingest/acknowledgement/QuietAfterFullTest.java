package io.rivulet.ingest.acknowledgement;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.testkit.Requirement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Requirement("BRIDGE-017")
class QuietAfterFullTest {
  private final QuietAfterFull watch = new QuietAfterFull(100, 5_000);

  @BeforeEach
  void connect() {
    watch.begin(0);
  }

  @Test
  void quietAloneIsNoReason() {
    watch.arrived(49, 1_000);

    assertThat(watch.isSuspect(0, 1_000_000)).isFalse();
  }

  @Test
  void quietAfterFullIsSuspectOnceAllIsAcknowledgedAndTheTimeIsOver() {
    watch.arrived(50, 1_000);
    watch.arrived(3, 2_000);

    assertThat(watch.isSuspect(0, 6_999)).isFalse();
    assertThat(watch.isSuspect(1, 7_000)).isFalse();
    assertThat(watch.isSuspect(0, 7_000)).isTrue();
  }

  @Test
  void aNewConnectionBeginsWithoutSuspicion() {
    watch.arrived(100, 1_000);
    watch.begin(2_000);

    assertThat(watch.isSuspect(0, 1_000_000)).isFalse();
  }
}
