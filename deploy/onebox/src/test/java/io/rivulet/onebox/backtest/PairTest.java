package io.rivulet.onebox.backtest;

import static io.rivulet.onebox.backtest.Stay.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.testkit.Requirement;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

@Requirement("BACK-002")
class PairTest {
  private static Finding excursion(String id, int fromMinute, int toMinute) {
    return new Finding(
        new Rule("EXCURSION", "NIBP", "systolic", "high"),
        "",
        id,
        "warning",
        T0.plusSeconds(60L * fromMinute),
        toMinute < 0 ? Optional.empty() : Optional.of(T0.plusSeconds(60L * toMinute)),
        OptionalDouble.of(170),
        2,
        "");
  }

  private static List<Pair.Outcome> outcomes(List<Finding> before, List<Finding> after) {
    return Pair.of(before, after).stream().map(Pair::outcome).toList();
  }

  @Test
  void oneIdIsOneFinding() {
    assertThat(outcomes(List.of(excursion("a", 0, 5)), List.of(excursion("a", 0, 5))))
        .containsExactly(Pair.Outcome.SAME);
    assertThat(outcomes(List.of(excursion("a", 0, 5)), List.of(excursion("a", 0, -1))))
        .containsExactly(Pair.Outcome.CHANGED);
  }

  @Test
  void findingsOfOneRuleThatShareTimeAreOneThatMoved() {
    assertThat(outcomes(List.of(excursion("a", 3, -1)), List.of(excursion("b", 0, 3))))
        .containsExactly(Pair.Outcome.CHANGED);
    assertThat(outcomes(List.of(excursion("a", 4, 9)), List.of(excursion("b", 0, 3))))
        .containsExactly(Pair.Outcome.NEW, Pair.Outcome.GONE);
  }

  @Test
  void anIdIsWorthMoreThanSharedTime() {
    List<Pair> pairs =
        Pair.of(
            List.of(excursion("a", 0, 20), excursion("b", 5, 9)), List.of(excursion("b", 5, 9)));

    assertThat(pairs)
        .extracting(Pair::outcome)
        .containsExactly(Pair.Outcome.GONE, Pair.Outcome.SAME);
  }

  @Test
  void ofTwoThatBecameOneTheSecondIsGone() {
    assertThat(
            outcomes(
                List.of(excursion("a", 0, 5), excursion("b", 10, 15)),
                List.of(excursion("c", -5, 20))))
        .containsExactly(Pair.Outcome.CHANGED, Pair.Outcome.GONE);
  }

  @Test
  void anotherRuleOrAnotherDeviceIsAnotherFinding() {
    Finding one = alert("DOSE_MISMATCH", "pump-1");
    assertThat(outcomes(List.of(one), List.of(alert("DOSE_MISMATCH", "pump-2"))))
        .containsExactly(Pair.Outcome.GONE, Pair.Outcome.NEW);
    assertThat(outcomes(List.of(one), List.of(alert("WEIGHT_MISMATCH", "pump-1"))))
        .containsExactly(Pair.Outcome.GONE, Pair.Outcome.NEW);
  }

  private static Finding alert(String category, String device) {
    return new Finding(
        Rule.of(category),
        device,
        category + device,
        "low",
        T0,
        Optional.empty(),
        OptionalDouble.empty(),
        0,
        "");
  }
}
