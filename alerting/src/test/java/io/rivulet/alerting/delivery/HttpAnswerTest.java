package io.rivulet.alerting.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.testkit.Requirement;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAnswerTest {
  private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204, 299})
  @Requirement("NOTIFY-019")
  void successIsTaken(int status) {
    assertThat(outcome(status)).isEqualTo(new Outcome.Taken("HTTP " + status));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 599})
  @Requirement("NOTIFY-019")
  void whatMayPassIsTriedAgain(int status) {
    assertThat(outcome(status)).isInstanceOf(Outcome.Failed.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 301, 302, 303, 307, 308, 400, 401, 403, 404, 409, 413, 415, 422, 451})
  @Requirement("NOTIFY-019")
  void whatWillNotPassIsGivenUp(int status) {
    assertThat(outcome(status)).isInstanceOf(Outcome.Refused.class);
    assertThat(outcome(status).why()).contains("HTTP " + status, "no such thing");
  }

  @Test
  @Requirement("NOTIFY-006")
  void goneIsUnwanted() {
    assertThat(outcome(410)).isInstanceOf(Outcome.Unwanted.class);
  }

  @Test
  @Requirement("NOTIFY-007")
  void retryAfterIsReadAsSecondsOrAsADate() {
    assertThat(notBefore("120")).contains(NOW.plusSeconds(120));
    assertThat(notBefore(" 7 ")).contains(NOW.plusSeconds(7));
    assertThat(notBefore("Sat, 21 Nov 2026 03:05:00 GMT"))
        .contains(Instant.parse("2026-11-21T03:05:00Z"));
    for (String useless :
        new String[] {
          "0", "-5", "soon", "", "99999999999999", "Sat, 21 Nov 2026 02:00:00 GMT", "1.5"
        }) {
      assertThat(notBefore(useless)).as(useless).isEmpty();
    }
  }

  @Test
  @Requirement("NOTIFY-008")
  void anAnswerIsKeptUpToAThousandCharactersAndWithoutControlCharacters() {
    Outcome outcome =
        new HttpAnswer(400, Optional.empty(), Optional.empty(), "\u001b[31mbad" + "x".repeat(5_000))
            .outcome(NOW);
    assertThat(outcome.why()).doesNotContain("\u001b").contains("bad").hasSizeBetween(1_000, 1_200);
  }

  private static Outcome outcome(int status) {
    return new HttpAnswer(
            status, Optional.empty(), Optional.empty(), status < 300 ? "" : "no such thing")
        .outcome(NOW);
  }

  private static Optional<Instant> notBefore(String retryAfter) {
    Outcome outcome =
        new HttpAnswer(503, Optional.of(retryAfter), Optional.empty(), "").outcome(NOW);
    return ((Outcome.Failed) outcome).notBefore();
  }
}
