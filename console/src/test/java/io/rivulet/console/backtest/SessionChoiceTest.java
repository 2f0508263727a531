package io.rivulet.console.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.console.access.Caller;
import io.rivulet.console.access.Grant;
import io.rivulet.testkit.Requirement;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SessionChoiceTest {
  private static final FakeBacktests BACKTESTS = FakeBacktests.quick();

  private static Caller caller(String grants) {
    return new Caller("ada", "Ada", Grant.parseAll(grants));
  }

  private static List<String> chosen(String grants, String... names) {
    return SessionChoice.of(caller(grants), List.of(names), BACKTESTS).stream()
        .map(ChosenSession::session)
        .toList();
  }

  @Test
  @Requirement("PAST-011")
  void aClinicianChoosesByNameAtTheirSitesOnly() {
    assertThat(chosen("clinician@north", "n-2", "n-1", "n-2")).containsExactly("n-2", "n-1");
    assertThatThrownBy(() -> chosen("clinician@north", "n-1", "s-1"))
        .hasMessage("no such session: s-1; choose from the history");
    assertThatThrownBy(() -> chosen("clinician", "p-n-1")).hasMessageContaining("no such session");
  }

  @Test
  @Requirement("PAST-011")
  void aResearcherChoosesByPseudonymAtTheirSitesOnlyAndSeesNoNames() {
    assertThat(chosen("researcher@north", "p-n-1")).containsExactly("n-1");
    assertThat(
            SessionChoice.of(caller("researcher@north"), List.of("p-n-1"), BACKTESTS)
                .get(0)
                .disguise())
        .isEqualTo(new ChosenSession.Disguise(true, 3));
    assertThatThrownBy(() -> chosen("researcher@north", "n-1"))
        .hasMessageContaining("no such session");
    assertThatThrownBy(() -> chosen("researcher@north", "p-s-1"))
        .hasMessageContaining("no such session");
    assertThat(SessionChoice.clinical(caller("researcher"))).isFalse();
    assertThat(SessionChoice.clinical(caller("researcher+clinician@north"))).isTrue();
    assertThat(BacktestView.limits(BACKTESTS.limits(), false).toString())
        .doesNotContain("north")
        .contains("\"profile\":\"profile-1\"", "\"id\":\"profile-1\"");
  }

  @Test
  @Requirement("PAST-011")
  void whoIsBothChoosesEachByWhatTheyMaySee() {
    String both = "clinician@north+researcher@south";
    assertThat(chosen(both, "n-1", "p-s-1")).containsExactly("n-1", "s-1");
    assertThatThrownBy(() -> chosen(both, "s-1")).hasMessageContaining("no such session");
    assertThatThrownBy(() -> chosen("engineer", "n-1")).hasMessageContaining("no such session");
  }

  @Test
  @Requirement("PAST-011")
  void nothingTooManyAndWhatIsNoNameAreRefused() {
    assertThatThrownBy(() -> chosen("clinician")).hasMessageContaining("1 to 50");
    String[] many = IntStream.range(0, 51).mapToObj(i -> "n-" + i).toArray(String[]::new);
    assertThatThrownBy(() -> chosen("clinician", many)).hasMessageContaining("names 51");
    assertThatThrownBy(() -> chosen("clinician", "a\nb")).hasMessageContaining("control");
  }
}
