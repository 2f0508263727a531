package io.rivulet.console.access.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.console.access.user.PasswordRule;
import io.rivulet.testkit.Requirement;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Decisions of signing in that need no server. */
class SignInRulesTest {
  private static final Instant NOW = Instant.parse("2026-11-21T09:30:00Z");

  @ParameterizedTest
  @Requirement("ACCESS-021")
  @ValueSource(
      strings = {
        "https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "",
        "alerts", "/api/v1/sign-out", "/a b", "/\u0131", "/x\r\nSet-Cookie: a=b"
      })
  void nobodyIsSentElsewhereAfterSigningIn(String to) {
    assertThat(WayBack.of(to)).isEmpty();
  }

  @Test
  @Requirement("ACCESS-021")
  void thePageThatWasAskedForIsShownAfterSigningIn() {
    assertThat(WayBack.of("/session?id=s%201&theme=dark")).hasValue("/session?id=s%201&theme=dark");
    assertThat(WayBack.of(null)).isEmpty();
  }

  @Test
  @Requirement("ACCESS-012")
  void waitsGrowAndEnd() {
    assertThat(LockOut.USER.after(4)).isZero();
    assertThat(LockOut.USER.after(5)).isEqualTo(Duration.ofSeconds(30));
    assertThat(LockOut.USER.after(7)).isEqualTo(Duration.ofSeconds(120));
    assertThat(LockOut.USER.after(1_000_000)).isEqualTo(Duration.ofMinutes(15));
    assertThat(LockOut.ADDRESS.after(29)).isZero();
  }

  @Test
  @Requirement("ACCESS-022")
  void whoAsksTooOftenWaitsAndTheTableStaysSmall() {
    RateLimit limit = new RateLimit(3, 1, 10);
    for (int i = 0; i < 3; i++) {
      assertThat(limit.take("ada", NOW)).isTrue();
    }
    assertThat(limit.take("ada", NOW)).isFalse();
    assertThat(limit.take("bob", NOW)).isTrue();
    assertThat(limit.take("ada", NOW.plusSeconds(1))).isTrue();
    assertThat(limit.take("ada", NOW.plusSeconds(1))).isFalse();
    for (int i = 0; i < 1_000; i++) {
      assertThat(limit.take("stranger-" + i, NOW)).isTrue();
    }
    assertThat(limit.remembered()).isEqualTo(10);
  }

  @Test
  @Requirement("ACCESS-013")
  void aPageIsOfThisConsoleWhereItsOriginIs() {
    SameOrigin direct = new SameOrigin(Optional.empty());
    SameOrigin proxied = new SameOrigin(Optional.of(URI.create("https://rivulet.example")));
    Optional<String> host = Optional.of("127.0.0.1:8080");

    assertThat(direct.holds(Optional.empty(), Optional.empty(), host)).isTrue();
    assertThat(direct.holds(Optional.of("same-origin"), Optional.of("http://127.0.0.1:8080"), host))
        .isTrue();
    assertThat(direct.holds(Optional.of("none"), Optional.empty(), host)).isFalse();
    assertThat(direct.holds(Optional.empty(), Optional.of("http://127.0.0.1:9090"), host))
        .isFalse();
    assertThat(proxied.holds(Optional.empty(), Optional.of("https://rivulet.example"), host))
        .isTrue();
    assertThat(proxied.holds(Optional.empty(), Optional.of("https://127.0.0.1:8080"), host))
        .isFalse();
  }

  @Test
  @Requirement("ACCESS-023")
  void aDemoIsOnLoopbackOnly() {
    assertThat(Demo.onLoopback("127.0.0.1").on()).isTrue();
    for (String host : new String[] {"0.0.0.0", "192.0.2.7", "::", ""}) {
      assertThatThrownBy(() -> Demo.onLoopback(host)).hasMessageContaining("demo");
    }
    assertThat(Demo.OFF.on()).isFalse();
  }

  @Test
  @Requirement("ACCESS-024")
  void aPasswordIsLongAndNoName() {
    assertThat(PasswordRule.wrong("ada", "Ada Example", "four green kettles sing")).isEmpty();
    for (String weak :
        new String[] {
          "short", "aaaaaaaaaaaaaaaa", "ada-password", "Ada Example12", "rivulet2026!", "x".repeat(200)
        }) {
      assertThat(PasswordRule.wrong("ada", "Ada Example", weak)).as(weak).isPresent();
    }
  }
}
