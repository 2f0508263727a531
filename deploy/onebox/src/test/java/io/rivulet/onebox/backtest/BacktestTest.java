package io.rivulet.onebox.backtest;

import static io.rivulet.onebox.backtest.Stay.T0;
import static io.rivulet.onebox.backtest.Stay.limits;
import static io.rivulet.onebox.backtest.Stay.profile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.streams.TopologyConfig;
import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BacktestTest {
  private static final Rule SYSTOLIC_HIGH = new Rule("EXCURSION", "NIBP", "systolic", "high");
  private static final TopologyConfig TOPOLOGY =
      new TopologyConfig("rivulet.", 1, Duration.ofMinutes(15), 100, 1_000);

  private final List<SessionResult> results = new ArrayList<>();
  private final List<String> progress = new ArrayList<>();

  private Totals backtest(Archive archive, String limits, String... sessions) {
    results.clear();
    return Backtest.run(
        new BacktestRequest(
            TOPOLOGY,
            new Candidate("tried", limits),
            T0,
            T0.plus(Duration.ofDays(1)),
            Set.of(sessions)),
        archive,
        results::add,
        progress::add);
  }

  /** One session, and what its own limits lead to as what fired. */
  private MemoryArchive asItWas(Stay stay, String session, String json) {
    MemoryArchive archive =
        new MemoryArchive()
            .with(profile("own", 1, T0, json))
            .with(session, stay.judgedBy("own").arrivals());
    backtest(archive, json);
    return archive.stating(session, results.get(0).again());
  }

  @Test
  @Requirement("BACK-001")
  void theSameLimitsLeadToWhatFired() {
    Stay stay = Stay.of("s1").systolic(120, 165, 168, 150, 185, 120).pump(60, 0.01, 36);
    MemoryArchive archive = asItWas(stay, "s1", limits("own", 160, 180));

    Totals totals = backtest(archive, limits("tried", 160, 180));

    assertThat(totals.rules())
        .containsExactly(java.util.Map.entry(SYSTOLIC_HIGH, count(2, 0, 0, 0)));
    assertThat(totals.sessionsThatDiffer()).isZero();
    assertThat(totals.sessionsWithDifferences()).isZero();
    assertThat(totals.samples()).isEqualTo(66);
    assertThat(totals.setAside()).isZero();
  }

  @Test
  @Requirement("BACK-002")
  void otherLimitsSayWhatIsNewGoneChangedAndTheSame() {
    // By 160/180: 165 confirmed by 168, ended by 150; 185 at once, ended by 120.
    Stay stay = Stay.of("s1").systolic(145, 165, 168, 150, 185, 120, 146, 147, 120);
    MemoryArchive archive = asItWas(stay, "s1", limits("own", 160, 180));

    Totals lower = backtest(archive, limits("tried", 145, 180));

    // By 145/180 the first runs from the first reading to 120, and 146 confirmed by 147 is new.
    assertThat(lower.rules().get(SYSTOLIC_HIGH)).isEqualTo(count(0, 1, 1, 1));
    Finding longer = results.get(0).pairs().get(0).after().orElseThrow();
    assertThat(longer.start()).isEqualTo(T0.plusSeconds(600));
    assertThat(longer.end()).contains(T0.plusSeconds(3600));
    assertThat(longer.level()).isEqualTo("critical");
    assertThat(longer.peak()).hasValue(185);

    Totals higher = backtest(archive, limits("tried", 175, 190));

    assertThat(higher.rules().get(SYSTOLIC_HIGH)).isEqualTo(count(0, 0, 2, 0));
    assertThat(higher.firedUnconfirmed()).isZero();
    assertThat(higher.wouldUnconfirmed()).as("185 stood alone").isEqualTo(1);
    assertThat(results.get(0).differs()).isTrue();
  }

  @Test
  @Requirement("BACK-003")
  void theTriedLimitsHoldOverTheWholeSessionWhateverWasAssigned() {
    Stay stay =
        Stay.of("s1")
            .judgedBy("none-such")
            .systolic(165, 168, 150)
            .event(new io.rivulet.schemas.record.LimitsAssigned("other", T0.plusSeconds(900)));
    MemoryArchive archive =
        new MemoryArchive()
            .with(profile("other", 1, T0, limits("other", 200, 220)))
            .with("s1", stay.arrivals());

    Totals totals = backtest(archive, limits("tried", 160, 180));

    assertThat(results.get(0).would().findings())
        .singleElement()
        .matches(f -> f.rule().equals(SYSTOLIC_HIGH) && f.readings() == 2);
    assertThat(totals.wouldNotEvaluable()).isZero();
  }

  @Test
  @Requirement("BACK-003")
  void aSessionWithoutLimitsIsJudgedByTheTriedOnes() {
    MemoryArchive archive =
        new MemoryArchive().with("s1", Stay.of("s1").systolic(165, 168, 150).arrivals());

    Totals totals = backtest(archive, limits("tried", 160, 180));

    assertThat(totals.rules().get(SYSTOLIC_HIGH)).isEqualTo(count(0, 0, 0, 1));
    assertThat(results.get(0).again().notEvaluable()).isEqualTo(3);
  }

  @Test
  @Requirement("BACK-004")
  void storedHistoryThatTheRulesDoNotLeadToIsADifference() {
    Stay stay = Stay.of("s1").systolic(165, 168, 150);
    MemoryArchive archive = asItWas(stay, "s1", limits("own", 160, 180));
    archive.stating("s1", Statements.NONE);

    Totals totals = backtest(archive, limits("tried", 160, 180));

    assertThat(totals.sessionsWithDifferences()).isEqualTo(1);
    assertThat(totals.differences()).isEqualTo(1);
    assertThat(results.get(0).differences().get(0).outcome()).isEqualTo(Pair.Outcome.NEW);
  }

  @Test
  @Requirement("BACK-009")
  void whatCannotBeJudgedIsCountedAndTheRestGoesOn() {
    Stay hostile = Stay.of("s1").systolic(165, 168, 150);
    Arrival broken = hostile.pumpSample(5, 1, Double.NaN);
    MemoryArchive archive =
        new MemoryArchive()
            .with("s1", hostile.arrival(broken).arrivals())
            .with("s2", Stay.of("s2").systolic(165, 168, 150).arrivals());

    Totals totals = backtest(archive, limits("tried", 160, 180));

    assertThat(totals.setAside()).isEqualTo(1);
    assertThat(totals.rules().get(SYSTOLIC_HIGH).would()).isEqualTo(2);
  }

  @Test
  @Requirement("BACK-005")
  void nothingIsLeftOnDiskAndASessionKnowsNothingOfTheOneBefore() throws Exception {
    Set<String> before = stateFolders();
    MemoryArchive archive = new MemoryArchive();
    for (int i = 0; i < 3; i++) {
      archive.with("s" + i, Stay.of("s" + i).systolic(165, 168, 150).arrivals());
    }

    backtest(archive, limits("tried", 160, 180));

    assertThat(results).extracting(SessionResult::samples).containsExactly(3L, 3L, 3L);
    assertThat(results)
        .extracting(result -> result.would().findings().size())
        .containsExactly(1, 1, 1);
    assertThat(stateFolders()).isEqualTo(before);
    assertThat(progress).last().asString().startsWith("3 of 3 sessions, 9 samples");
  }

  private static Set<String> stateFolders() throws Exception {
    java.nio.file.Path temporary = java.nio.file.Path.of(System.getProperty("java.io.tmpdir"));
    try (var found = java.nio.file.Files.list(temporary)) {
      return found
          .map(path -> path.getFileName().toString())
          .filter(name -> name.startsWith("rivulet-backtest-"))
          .collect(Collectors.toSet());
    }
  }

  @Test
  @Requirement("BACK-011")
  void onlyTheSessionsAskedForAreJudged() {
    MemoryArchive archive =
        new MemoryArchive()
            .with("s1", Stay.of("s1").systolic(165, 168).arrivals())
            .with("s2", Stay.of("s2").systolic(165, 168).arrivals());

    backtest(archive, limits("tried", 160, 180), "s2");

    assertThat(results).extracting(SessionResult::session).containsExactly("s2");
    assertThatThrownBy(() -> backtest(archive, limits("tried", 160, 180), "s2", "s3"))
        .isInstanceOf(UnknownSessionException.class)
        .hasMessageContaining("s3")
        .hasMessageContaining("2026-03-01T10:00:00Z");
  }

  @Test
  @Requirement("BACK-011")
  void anEmptyRangeIsRefused() {
    Instant end = T0;
    assertThatThrownBy(
            () -> new BacktestRequest(TOPOLOGY, new Candidate("t", "{}"), T0, end, Set.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is empty");
  }

  private static RuleCount count(long same, long changed, long gone, long added) {
    return new RuleCount(same, changed, gone, added);
  }
}
