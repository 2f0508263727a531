package io.rivulet.alerting.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.domain.alert.AlertPriority;
import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class RetryPolicyProperties {
  private static final Instant START = Instant.parse("2026-11-21T03:00:00Z");
  private final RetryPolicy policy = new RetryPolicy(Duration.ofDays(3));

  @Property
  @Requirement("NOTIFY-017")
  void aPauseGrowsWithTheAttemptsAndIsBounded(
      @ForAll @IntRange(min = 1, max = 100_000) int attempt,
      @ForAll @DoubleRange(min = 0, max = 1) double chance,
      @ForAll AlertPriority priority) {
    Decision.Wait wait = waiting(Outcome.failed("away"), attempt, START, priority, chance);
    Duration pause = Duration.between(START, wait.due());
    Duration bound = Duration.ofSeconds(1L << Math.min(attempt - 1, 20));
    Duration longest =
        priority == AlertPriority.HIGH ? RetryPolicy.LONGEST_HIGH : RetryPolicy.LONGEST;
    assertThat(pause).isPositive().isLessThanOrEqualTo(bound).isLessThanOrEqualTo(longest);
    assertThat(wait.pause()).isEmpty();
  }

  @Property
  @Requirement("NOTIFY-017")
  void chanceSpreadsThePausesFromNothingToTheWhole(
      @ForAll @IntRange(min = 1, max = 40) int attempt,
      @ForAll @DoubleRange(min = 0, max = 1) double one,
      @ForAll @DoubleRange(min = 0, max = 1) double other) {
    Instant first = waiting(Outcome.failed(""), attempt, START, AlertPriority.LOW, one).due();
    Instant second = waiting(Outcome.failed(""), attempt, START, AlertPriority.LOW, other).due();
    assertThat(first.compareTo(second) * Double.compare(one, other)).isNotNegative();
  }

  @Property
  @Requirement("NOTIFY-007")
  void whatTheReceiverAsksForIsHonouredUpToAnHour(
      @ForAll @LongRange(min = 1, max = 100_000_000) long seconds,
      @ForAll @IntRange(min = 1, max = 50) int attempt,
      @ForAll @DoubleRange(min = 0, max = 1) double chance) {
    Instant asked = START.plusSeconds(seconds);
    Outcome busy = new Outcome.Failed("busy", Optional.of(asked), Outcome.Scope.CHANNEL);
    Decision.Wait wait = waiting(busy, attempt, START, AlertPriority.MEDIUM, chance);
    Instant hour = START.plus(RetryPolicy.LONGEST_ASKED);
    Instant honoured = asked.isBefore(hour) ? asked : hour;
    assertThat(wait.due()).isAfterOrEqualTo(honoured).isBeforeOrEqualTo(hour);
    assertThat(wait.pause()).contains(honoured);
  }

  @Property
  @Requirement("NOTIFY-017")
  void itIsTriedUntilItsTimeIsUpAndGivenUpThen(
      @ForAll @LongRange(min = 0, max = 600_000) long afterSeconds,
      @ForAll @IntRange(min = 1, max = 1_000) int attempt,
      @ForAll @DoubleRange(min = 0, max = 1) double chance) {
    Instant now = START.plusSeconds(afterSeconds);
    Decision decision =
        policy.decide(Outcome.failed("away"), attempt, START, AlertPriority.LOW, now, chance);
    if (afterSeconds >= Duration.ofDays(3).toSeconds()) {
      assertThat(decision).isInstanceOf(Decision.GiveUp.class);
    } else {
      assertThat(decision).isInstanceOf(Decision.Wait.class);
      Instant due = ((Decision.Wait) decision).due();
      Instant end = START.plus(Duration.ofDays(3));
      assertThat(due).isAfter(now);
      assertThat(due.isAfter(end) && due.isAfter(now.plus(RetryPolicy.LONGEST))).isFalse();
    }
  }

  @Example
  @Requirement("NOTIFY-017")
  void otherOutcomesDoNotDependOnTime() {
    assertThat(decide(new Outcome.Taken("HTTP 202"))).isEqualTo(new Decision.Deliver("HTTP 202"));
    assertThat(decide(new Outcome.Unwanted("HTTP 410")))
        .isEqualTo(new Decision.Disable("HTTP 410"));
    assertThat(decide(new Outcome.Refused("HTTP 400")))
        .isEqualTo(new Decision.GiveUp("HTTP 400", Outcome.Scope.NOTIFICATION));
  }

  private Decision decide(Outcome outcome) {
    return policy.decide(
        outcome, 1, START, AlertPriority.HIGH, START.plus(Duration.ofDays(30)), 0.5);
  }

  private Decision.Wait waiting(
      Outcome outcome, int attempt, Instant now, AlertPriority priority, double chance) {
    return (Decision.Wait) policy.decide(outcome, attempt, START, priority, now, chance);
  }
}
