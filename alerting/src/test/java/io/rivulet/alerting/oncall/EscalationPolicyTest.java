package io.rivulet.alerting.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.rivulet.alerting.oncall.EscalationPolicy.Occasion;
import io.rivulet.alerting.oncall.EscalationPolicy.Step;
import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EscalationPolicyTest {
  private static final List<Target> WARD = List.of(Target.ofSchedule("ward"));
  private static final List<Target> HEAD = List.of(Target.ofPerson("head"));
  private static final List<Target> ROOM = List.of(Target.ofChannel("room"));

  private final EscalationPolicy policy =
      new EscalationPolicy(
          "ward",
          List.of(new Step(Duration.ZERO, WARD), new Step(minutes(5), HEAD)),
          1,
          minutes(10),
          ROOM);

  @Test
  @Requirement("ONCALL-010")
  void stepsComeInOrderThenAgainThenTheLastResortForEver() {
    assertThat(IntStream.range(0, 7).mapToObj(policy::occasion))
        .containsExactly(
            new Occasion(minutes(0), 0, 0, false, WARD),
            new Occasion(minutes(5), 0, 1, false, HEAD),
            new Occasion(minutes(15), 1, 0, false, WARD),
            new Occasion(minutes(20), 1, 1, false, HEAD),
            new Occasion(minutes(30), 0, 2, true, ROOM),
            new Occasion(minutes(40), 1, 2, true, ROOM),
            new Occasion(minutes(50), 2, 2, true, ROOM));
    assertThat(policy.occasion(1_000_000).sinceSignal()).isEqualTo(minutes(30 + 999_996 * 10L));
    assertThatIllegalArgumentException().isThrownBy(() -> policy.occasion(-1));
  }

  @Test
  @Requirement("ONCALL-010")
  void theLastResortIsNeverOnlyASchedule() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EscalationPolicy("a", policy.steps(), 0, minutes(10), WARD))
        .withMessageContaining("which can have gaps; name a person or a channel");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EscalationPolicy("a", policy.steps(), 0, minutes(10), List.of()));
  }

  @Test
  @Requirement("ONCALL-006")
  void policiesAreBounded() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EscalationPolicy("a", List.of(), 0, minutes(10), ROOM));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EscalationPolicy("a", policy.steps(), 101, minutes(10), ROOM));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EscalationPolicy("a", policy.steps(), 0, Duration.ZERO, ROOM));
    assertThatIllegalArgumentException().isThrownBy(() -> new Step(minutes(-1), ROOM));
    assertThatIllegalArgumentException().isThrownBy(() -> new Step(minutes(1), List.of()));
  }

  private static Duration minutes(long minutes) {
    return Duration.ofMinutes(minutes);
  }
}
