package io.rivulet.alerting.watchdog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rivulet.alerting.lifecycle.Statement;
import io.rivulet.alerting.notification.AlertState;
import io.rivulet.testkit.Requirement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WatchdogTest {
  private static final Instant START = Instant.parse("2026-11-21T03:00:00Z");
  private static final Duration AFTER = Duration.ofSeconds(15);
  private static final Condition BRIDGE =
      new Condition(Ailment.BRIDGE_BLIND, Optional.of("zurich"), "bridge-1");

  private final MemoryBook book = new MemoryBook();
  private Probe seen = now -> look(Observed.well(BRIDGE));
  private final Watchdog watchdog = new Watchdog(List.of(now -> seen.look(now)), book);

  @Test
  @Requirement("HEART-003")
  void whatIsIllForLongEnoughIsAnAlertSinceItBeganAndIsOverWhenItIsWell() throws SQLException {
    ill("bridge-1 does not answer");
    assertThat(watchdog.look(at(0))).containsExactly("BRIDGE_BLIND bridge-1");
    watchdog.look(at(14));
    assertThat(book.taken()).isEmpty();

    watchdog.look(at(15));
    watchdog.look(at(20));
    assertThat(book.taken())
        .singleElement()
        .satisfies(
            statement -> {
              assertThat(statement.id()).isEqualTo(BRIDGE.id());
              assertThat(statement.revision()).isEqualTo(1);
              assertThat(statement.start()).isEqualTo(START);
              assertThat(statement.subject().site()).contains("zurich");
              assertThat(statement.subject().device()).contains("bridge-1");
              assertThat(statement.detail()).isEqualTo("bridge-1 does not answer: more");
            });

    seen = now -> look(Observed.well(BRIDGE));
    assertThat(watchdog.look(at(25))).isEmpty();
    watchdog.look(at(30));
    assertThat(book.taken())
        .extracting(Statement::revision, Statement::present, Statement::end)
        .containsExactly(tuple(1L, true, Optional.empty()), tuple(2L, false, Optional.of(at(25))));
    assertThat(book.of(BRIDGE).state()).isEqualTo(AlertState.CLOSED);
  }

  @Test
  @Requirement("HEART-003")
  void whatIsBackIsTheSameAlertAgain() throws SQLException {
    ill("away");
    watchdog.look(at(0));
    watchdog.look(at(15));
    seen = now -> look(Observed.well(BRIDGE));
    watchdog.look(at(20));
    ill("away");
    watchdog.look(at(60));
    watchdog.look(at(75));

    assertThat(book.taken())
        .extracting(Statement::id, Statement::revision, Statement::start)
        .last()
        .isEqualTo(tuple(BRIDGE.id(), 3L, at(60)));
    assertThat(book.of(BRIDGE).state()).isEqualTo(AlertState.OPEN);
    assertThat(book.of(BRIDGE).reopenings()).isEqualTo(1);
  }

  @Test
  @Requirement("HEART-003")
  void onlyWhatIsNewIsStatedAgain() throws SQLException {
    ill("away");
    watchdog.look(at(0));
    watchdog.look(at(15));
    seen = now -> look(Observed.ill(BRIDGE, AFTER, "away", "for " + now));
    watchdog.look(at(20));
    assertThat(book.taken()).hasSize(1);

    ill("answers 503");
    watchdog.look(at(25));
    assertThat(book.taken())
        .extracting(Statement::revision, Statement::detail, Statement::start)
        .last()
        .isEqualTo(tuple(2L, "answers 503: more", START));
  }

  @Test
  @Requirement("HEART-004")
  void anotherInstanceGoesOnWithoutStatingAnythingTwice() throws SQLException {
    ill("away");
    watchdog.look(at(0));
    watchdog.look(at(15));
    Watchdog other = new Watchdog(List.of(now -> seen.look(now)), book);
    other.look(at(16));
    other.look(at(40));
    assertThat(book.taken()).hasSize(1);

    seen = now -> look(Observed.well(BRIDGE));
    other.look(at(45));
    watchdog.look(at(45));
    assertThat(book.taken()).hasSize(2);
  }

  @Test
  @Requirement("HEART-004")
  void twoThatSeeTheSameStateTheSame() throws SQLException {
    MemoryBook others = new MemoryBook();
    Watchdog other = new Watchdog(List.of(now -> seen.look(now)), others);
    ill("away");
    for (Watchdog one : List.of(watchdog, other)) {
      one.look(at(0));
      one.look(at(15));
    }

    assertThat(others.taken()).isEqualTo(book.taken()).hasSize(1);
    others.take(book.taken());
    assertThat(others.of(BRIDGE)).isEqualTo(book.of(BRIDGE));
  }

  @Test
  @Requirement("HEART-005")
  void whatCannotBeToldStaysAsItWas() throws SQLException {
    ill("away");
    watchdog.look(at(0));
    seen = now -> new Look(Set.of(Ailment.BRIDGE_BLIND), List.of(), Set.of(BRIDGE));
    watchdog.look(at(10));
    ill("away");
    watchdog.look(at(15));
    assertThat(book.taken()).as("ill since the beginning").hasSize(1);

    seen =
        now -> {
          throw new IllegalStateException("no way to look");
        };
    watchdog.look(at(20));
    assertThat(book.of(BRIDGE).state()).isEqualTo(AlertState.OPEN);
  }

  @Test
  @Requirement("HEART-005")
  void whatIsNoLongerWatchedIsOver() throws SQLException {
    ill("away");
    watchdog.look(at(0));
    watchdog.look(at(15));
    seen = now -> look();
    watchdog.look(at(20));

    assertThat(book.of(BRIDGE).state()).isEqualTo(AlertState.CLOSED);
  }

  private void ill(String gist) {
    seen = now -> look(Observed.ill(BRIDGE, AFTER, gist, "more"));
  }

  private static Look look(Observed... observed) {
    return Look.of(Set.of(Ailment.BRIDGE_BLIND), List.of(observed));
  }

  private static Instant at(int seconds) {
    return START.plusSeconds(seconds);
  }
}
