package io.rivulet.streams.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;

@Requirement("STREAM-017")
class EarlyCommitTest {
  private final MockProcessorContext<String, String> context =
      new MockProcessorContext<>(new Properties());
  private final EarlyCommit early = new EarlyCommit(context, Duration.ofMillis(20));

  @Test
  void asksAtOnceForWhatIsUrgent() {
    context.setCurrentSystemTimeMs(10_000);

    early.urgent(9_950);

    assertThat(context.committed()).isTrue();
  }

  @Test
  void asksForTheNextOnlyAfterTheLeastTimeAndThenDoes() {
    context.setCurrentSystemTimeMs(10_000);
    early.urgent(9_950);
    context.resetCommit();

    context.setCurrentSystemTimeMs(10_019);
    early.urgent(10_010);
    assertThat(context.committed()).isFalse();

    context.setCurrentSystemTimeMs(10_020);
    early.ask();
    assertThat(context.committed()).isTrue();
  }

  @Test
  void asksForNothingWhileNothingIsUrgent() {
    context.setCurrentSystemTimeMs(10_000);

    early.ask();

    assertThat(context.committed()).isFalse();
  }

  @Test
  void asksForNothingWhileItIsBehind() {
    context.setCurrentSystemTimeMs(10_000);

    early.urgent(8_999);
    early.ask();

    assertThat(context.committed()).isFalse();
  }

  @Test
  void asksForNothingWhereTheSettingIsZero() {
    EarlyCommit off = new EarlyCommit(context, Duration.ZERO);
    context.setCurrentSystemTimeMs(10_000);

    off.urgent(9_999);
    off.ask();

    assertThat(context.committed()).isFalse();
  }
}
