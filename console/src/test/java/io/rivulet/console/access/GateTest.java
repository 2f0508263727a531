package io.rivulet.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.testkit.Requirement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GateTest {
  private static Caller with(String grants) {
    return new Caller("ada", "Ada", Grant.parseAll(grants));
  }

  @Test
  @Requirement("ACCESS-001")
  void aRoleAtOneSiteIsNoneAtAnother() {
    Caller ada = with("clinician@north+engineer@south");

    assertThat(ada.may(Permission.SEE_SESSIONS)).isTrue();
    assertThat(ada.sites(Permission.SEE_SESSIONS).includes("north")).isTrue();
    assertThat(ada.sites(Permission.SEE_SESSIONS).includes("south")).isFalse();
    assertThat(ada.sites(Permission.SEE_FLEET).includes("south")).isTrue();
    assertThat(ada.may(Permission.MANAGE_USERS)).isFalse();
    assertThat(ada.sites(Permission.SEE_ALERTS))
        .isEqualTo(new SiteScope.Only(Set.of("north", "south")));
  }

  @Test
  @Requirement("ACCESS-001")
  void whoHasNoRoleMaySeeWhoTheyAreAndNothingElse() {
    Caller nobody = new Caller("new", "New", List.of());

    assertThat(nobody.may(Permission.SIGNED_IN)).isTrue();
    for (Permission permission : Permission.values()) {
      if (permission != Permission.PUBLIC && permission != Permission.SIGNED_IN) {
        assertThat(nobody.may(permission)).as(permission.name()).isFalse();
      }
      assertThat(nobody.sites(permission)).isEqualTo(SiteScope.NONE);
    }
    assertThat(Home.of(nobody)).isEqualTo("/account");
  }

  @Test
  @Requirement("ACCESS-002")
  void whatTwoHaveInCommonIsNoWiderThanEither() {
    List<Grant> owner = Grant.parseAll("clinician@north+clinician@south+engineer");
    List<Grant> token =
        Grant.parseAll("clinician@south+clinician@east+engineer@north+administrator");

    assertThat(Grant.common(token, owner).stream().flatMap(grant -> grant.words().stream()))
        .containsExactly("engineer@north", "clinician@south");
    assertThat(Grant.common(owner, List.of())).isEmpty();
  }

  @Test
  void aGrantIsReadAndWrittenAlike() {
    assertThat(Grant.parse(" on-call@colombo-1 ").words()).containsExactly("on-call@colombo-1");
    assertThat(Grant.parse("administrator").words()).containsExactly("administrator");
    for (String wrong : List.of("", "king", "clinician@", "clinician@a@b", "clinician@../x")) {
      assertThat(
              Optional.of(wrong)
                  .map(
                      text -> {
                        try {
                          return Grant.parse(text).toString();
                        } catch (IllegalArgumentException e) {
                          return "refused";
                        }
                      }))
          .as(wrong)
          .hasValue("refused");
    }
  }
}
