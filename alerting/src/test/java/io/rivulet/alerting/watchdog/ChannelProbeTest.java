package io.rivulet.alerting.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.alerting.delivery.ChannelStatus;
import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@Requirement("HEART-006")
class ChannelProbeTest {
  private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");

  @Test
  void aChannelThatTakesNothingOfWhatWaitsFails() {
    assertThat(gists(waiting(121, Optional.empty())))
        .containsExactly("channel sms delivers nothing of what waits for it");
    assertThat(gists(waiting(121, Optional.of(ago(121))))).hasSize(1);
  }

  @Test
  void aChannelThatIsSlowButDeliversAndOneThatHasJustBegunAreWell() {
    assertThat(gists(waiting(3_600, Optional.of(ago(5))))).isEmpty();
    assertThat(gists(waiting(119, Optional.empty()))).isEmpty();
    assertThat(gists(status(true, 0, 3_600, 0, Optional.empty(), Optional.empty()))).isEmpty();
  }

  @Test
  void aDisabledChannelAndOneThatIsGoneWithWhatWaitsForItFail() {
    assertThat(gists(status(true, 0, 0, 0, Optional.of("gone"), Optional.empty())))
        .containsExactly("channel sms is disabled by its receiver");
    assertThat(gists(status(false, 1, 121, 0, Optional.empty(), Optional.of(ago(1)))))
        .containsExactly("channel sms is not configured any more and notifications wait for it");
  }

  @Test
  void deadLettersAreToldOnceHoweverManyThereAre() {
    assertThat(gists(status(true, 0, 0, 1, Optional.empty(), Optional.empty())))
        .isEqualTo(gists(status(true, 0, 0, 99, Optional.empty(), Optional.empty())))
        .containsExactly("notifications by channel sms were given up on");
  }

  @Test
  @Requirement("HEART-002")
  void nothingLeavesWhereSomethingWaitsTooLongAndNoChannelTakesAnything() {
    Instant since = ago(120);
    ChannelStatus stuck = waiting(121, Optional.empty());
    ChannelStatus works = status(true, 0, 0, 0, Optional.empty(), Optional.of(ago(5)));

    assertThat(ChannelProbe.nothingLeaves(List.of(stuck), since)).isTrue();
    assertThat(ChannelProbe.nothingLeaves(List.of(stuck, works), since)).isFalse();
    assertThat(ChannelProbe.nothingLeaves(List.of(waiting(5, Optional.empty())), since)).isFalse();
    assertThat(ChannelProbe.nothingLeaves(List.of(), since)).isFalse();
  }

  private static ChannelStatus waiting(int seconds, Optional<Instant> delivered) {
    return status(true, 3, seconds, 0, Optional.empty(), delivered);
  }

  private static ChannelStatus status(
      boolean configured,
      long waiting,
      int seconds,
      long dead,
      Optional<String> disabled,
      Optional<Instant> delivered) {
    return new ChannelStatus(
        "sms",
        configured,
        waiting,
        Optional.of(ago(seconds)),
        dead,
        Optional.empty(),
        Optional.of("HTTP 500"),
        disabled,
        delivered);
  }

  private static List<String> gists(ChannelStatus status) {
    return new ChannelProbe(() -> List.of(status), () -> Duration.ofMinutes(2))
        .look(NOW).observed().stream()
            .flatMap(observed -> observed.illness().stream())
            .map(Observed.Illness::gist)
            .toList();
  }

  private static Instant ago(int seconds) {
    return NOW.minusSeconds(seconds);
  }
}
