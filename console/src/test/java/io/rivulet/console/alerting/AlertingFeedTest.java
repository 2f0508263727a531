package io.rivulet.console.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.alerting.desk.InstanceView;
import io.rivulet.console.alerting.AlertingSign.State;
import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertingFeedTest {
  private static final Instant NOW = Instant.parse("2026-11-21T09:30:00Z");

  private final TestDesk desk = new TestDesk("SpO2 81 %, limit 88 %");
  private final AlertingFeed feed = new AlertingFeed(desk, () -> NOW);

  @Test
  @Requirement("ALERTPAGE-001")
  void anUrgentAlertThatIsHiddenIsSaidWithWhomWhyAndUntilWhen() {
    desk.seen(NOW);
    desk.suppressed("dr.night", "probe is off");

    AlertingSign sign = feed.current();

    assertThat(sign.state()).isEqualTo(State.UP);
    assertThat(sign.open().high()).isEqualTo(1);
    assertThat(sign.suppressedCount()).isEqualTo(1);
    AlertingSign.SuppressedSign one = sign.suppressed().get(0);
    assertThat(one.by()).isEqualTo("dr.night");
    assertThat(one.reason()).isEqualTo("probe is off");
    assertThat(one.until()).hasValue(Instant.parse("2026-11-21T10:20:00Z"));
    assertThat(one.detail()).isEqualTo("SpO2 81 %, limit 88 %");
  }

  @Test
  @Requirement("ALERTPAGE-002")
  void withoutAnInstanceAlertingIsDownAndTheAlertsAreShownNevertheless() {
    AlertingSign sign = feed.current();

    assertThat(sign.state()).isEqualTo(State.DOWN);
    assertThat(sign.message()).contains("nobody is told");
    assertThat(sign.open().high()).isEqualTo(1);
  }

  @Test
  @Requirement("ALERTPAGE-002")
  void aDeskThatDoesNotAnswerIsAlertingThatIsDown() {
    desk.seen(NOW);
    desk.away(true);

    AlertingSign sign = feed.current();

    assertThat(sign.state()).isEqualTo(State.DOWN);
    assertThat(sign.message()).contains("cannot be asked");
    desk.away(false);
    assertThat(feed.current().state()).isEqualTo(State.UP);
  }

  @Test
  @Requirement("ALERTPAGE-003")
  void whatFailedAndWaitsForAMinuteIsAChannelThatCannotDeliver() {
    desk.seen(NOW);
    desk.waits(NOW.minusSeconds(59), 4);
    assertThat(feed.current().state()).isEqualTo(State.UP);
    desk.waits(NOW.minusSeconds(61), 0);
    assertThat(feed.current().state()).isEqualTo(State.UP);
    desk.waits(NOW.minusSeconds(61), 4);

    AlertingSign sign = feed.current();

    assertThat(sign.state()).isEqualTo(State.CANNOT_DELIVER);
    assertThat(sign.message()).startsWith("Alerting cannot deliver by mail");
  }

  @Test
  @Requirement("ALERTPAGE-002")
  void anInstanceLivesWhileItSaysSoWhateverTheClocksAre() {
    AlertingPulse pulse = new AlertingPulse();
    Instant otherClock = Instant.parse("1999-01-01T00:00:00Z");

    assertThat(pulse.beats(List.of(), 0)).isFalse();
    assertThat(pulse.beats(instance(otherClock), seconds(1))).isTrue();
    assertThat(pulse.beats(instance(otherClock), seconds(10))).isTrue();
    assertThat(pulse.beats(instance(otherClock), seconds(11))).isFalse();
    assertThat(pulse.beats(instance(otherClock.plusSeconds(1)), seconds(12))).isTrue();
    assertThat(pulse.beats(List.of(), seconds(13))).isFalse();
  }

  private static long seconds(int seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }

  private static List<InstanceView> instance(Instant seen) {
    return List.of(new InstanceView("i", "one", seen, seen));
  }
}
