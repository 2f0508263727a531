package io.rivulet.onebox.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.console.backtest.ChosenSession;
import io.rivulet.testkit.Requirement;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DisguisedTest {
  private static final Instant T0 = Instant.parse("2026-03-02T09:00:00Z");
  private static final Finding FOUND =
      new Finding(
          Rule.of("DOSE_MISMATCH"),
          "pump-of-ward-7 ketamine",
          "hash-of-names",
          "high",
          T0.plusSeconds(60),
          Optional.of(T0.plusSeconds(120)),
          OptionalDouble.empty(),
          0,
          "dose of session real-name differs");
  private static final SessionResult RESULT =
      new SessionResult(
          "real-name",
          "north",
          T0,
          T0.plusSeconds(3_600),
          10,
          Statements.NONE,
          Statements.NONE,
          Statements.NONE,
          List.of(new Pair(Optional.of(FOUND), Optional.empty())),
          List.of(new Pair(Optional.empty(), Optional.of(FOUND))),
          0);

  @Test
  @Requirement("PAST-013")
  void aReportUnderPseudonymsHasMovedTimesAndNoNamesAndTheSameIntervals() {
    SessionResult shown =
        Disguised.of(
            RESULT,
            new ChosenSession(
                "real-name", "north", "session-abc", new ChosenSession.Disguise(true, -40)));

    assertThat(shown.start()).isEqualTo(T0.minus(Duration.ofDays(40)));
    assertThat(Duration.between(shown.start(), shown.end())).isEqualTo(Duration.ofHours(1));
    Finding finding = shown.pairs().get(0).before().orElseThrow();
    assertThat(finding.start()).isEqualTo(shown.start().plusSeconds(60));
    assertThat(finding.end()).contains(shown.start().plusSeconds(120));
    assertThat(shown.count(Pair.Outcome.GONE)).isEqualTo(1);
    assertThat(json(shown))
        .contains("session-abc", "DOSE_MISMATCH")
        .doesNotContain("real-name", "north", "pump-of-ward-7", "hash-of-names", "2026-03");
  }

  @Test
  @Requirement("PAST-013")
  void whoMaySeeNamesSeesTheResultAsItIs() {
    ChosenSession plain =
        new ChosenSession("real-name", "north", "real-name", ChosenSession.Disguise.NONE);

    assertThat(Disguised.of(RESULT, plain)).isSameAs(RESULT);
  }

  private static String json(SessionResult result) {
    StringWriter out = new StringWriter();
    JsonReport report =
        new JsonReport(
            out,
            new BacktestRequest(
                new io.rivulet.streams.TopologyConfig(
                    "rivulet.", 1, Duration.ofMinutes(15), 100, 1_000),
                new Candidate("tried", "{}"),
                Instant.EPOCH,
                Instant.parse("2200-01-01T00:00:00Z"),
                Set.of()));
    report.add(result);
    report.finish(new Totals());
    return out.toString();
  }
}
