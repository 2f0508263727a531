package io.rivulet.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.testkit.Requirement;
import org.junit.jupiter.api.Test;

class TokensTest {
  @Test
  @Requirement("DESK-012")
  void onlyAKnownTokenNamesSomebody() {
    Tokens tokens =
        Tokens.parse(
            "sessions.tokens",
            "ward:" + Tokens.hashOf("a") + ",wall:" + Tokens.hashOf("b") + ":read");

    assertThat(tokens.bearer("Bearer a")).hasValue(new Tokens.Bearer("ward", true));
    assertThat(tokens.bearer("bearer b")).hasValue(new Tokens.Bearer("wall", false));
    assertThat(tokens.bearer("Bearer c")).isEmpty();
    assertThat(tokens.bearer("Bearer ")).isEmpty();
    assertThat(tokens.bearer("Basic a")).isEmpty();
    assertThat(tokens.bearer(null)).isEmpty();
    assertThat(tokens.bearer("Bearer " + "x".repeat(600))).isEmpty();
    assertThat(Tokens.parse("sessions.tokens", "").bearer("Bearer a")).isEmpty();
  }

  @Test
  @Requirement("DESK-012")
  void whatCannotBeReadIsRefusedWithoutShowingAHash() {
    String hash = Tokens.hashOf("a");

    assertThatThrownBy(() -> Tokens.parse("sessions.tokens", "ward"))
        .hasMessageContaining("ward is not name:hash");
    assertThatThrownBy(() -> Tokens.parse("sessions.tokens", "ward:" + hash.substring(1)))
        .hasMessageContaining("64 hexadecimal digits")
        .hasMessageNotContaining(hash.substring(1));
    assertThatThrownBy(() -> Tokens.parse("sessions.tokens", "ward:" + hash + ":write"))
        .hasMessageContaining("name:hash:read");
    assertThatThrownBy(() -> Tokens.parse("sessions.tokens", "a b:" + hash))
        .hasMessageContaining("has a name");
    assertThatThrownBy(() -> Tokens.parse("sessions.tokens", "w:" + hash + ",w:" + hash))
        .hasMessageContaining("a name twice");
  }

  @Test
  @Requirement("BEDSIDE-001")
  void onlyATokenWithTheRightActsForSomebodyElse() {
    Tokens tokens =
        Tokens.parse(
            "sessions.tokens",
            "ward:" + Tokens.hashOf("a") + ",console:" + Tokens.hashOf("b") + ":acts-for");

    assertThat(tokens.bearer("Bearer a").orElseThrow().mayActForOthers()).isFalse();
    Tokens.Bearer console = tokens.bearer("Bearer b").orElseThrow();
    assertThat(console.mayActForOthers()).isTrue();
    assertThat(console.mayRecord()).isTrue();
    assertThat(console.actingFor("ada").name()).isEqualTo("ada via console");
    assertThat(console.actingFor("ada@clinic.example").name())
        .isEqualTo("ada@clinic.example via console");
    for (String noName :
        new String[] {"", "a b", "x".repeat(65), "a,b", "<b>", "ada via console"}) {
      assertThatThrownBy(() -> console.actingFor(noName))
          .as(noName)
          .hasMessageContaining("1 to 64 of letters");
    }
  }
}
