package io.rivulet.console.access.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.console.access.Permission;
import io.rivulet.runtime.http.Tokens;
import io.rivulet.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MachineTokensTest {
  private static final String HASH = Tokens.hashOf("known");

  @Test
  @Requirement("ACCESS-003")
  void aTokenOfTheConfigurationHasItsGrantsAndNoOthers() {
    MachineTokens tokens =
        MachineTokens.parse("console.tokens", "etl:" + HASH + ":researcher@north+engineer");

    assertThat(tokens.find("guessed")).isEmpty();
    assertThat(tokens.find("")).isEmpty();
    assertThat(tokens.find("known"))
        .hasValueSatisfying(
            caller -> {
              assertThat(caller.name()).isEqualTo("etl");
              assertThat(caller.sites(Permission.MANAGE_COHORTS).includes("north")).isTrue();
              assertThat(caller.sites(Permission.MANAGE_COHORTS).includes("south")).isFalse();
              assertThat(caller.may(Permission.MANAGE_USERS)).isFalse();
            });
    assertThat(MachineTokens.parse("console.tokens", "").size()).isZero();
  }

  @ParameterizedTest
  @Requirement("ACCESS-003")
  @ValueSource(
      strings = {
        "etl",
        "etl:HASH",
        "etl:HASH:king",
        "etl:HASH:read",
        "e l:HASH:engineer",
        "etl:12:engineer"
      })
  void whatCannotBeReadIsRefusedWithoutItsHash(String text) {
    assertThatThrownBy(() -> MachineTokens.parse("console.tokens", text.replace("HASH", HASH)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("console.tokens")
        .hasMessageNotContaining(HASH);
  }
}
