package io.rivulet.console.limits;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.console.limits.LimitsView.Version;
import io.rivulet.store.read.LimitsVersionRow;
import io.rivulet.testkit.Requirement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LimitsViewTest {
  private static final Instant NOW = Instant.parse("2026-11-21T09:30:00Z");
  private static final List<LimitsVersionRow> ROWS =
      List.of(
          new LimitsVersionRow("day", 1, NOW.minusSeconds(7200)),
          new LimitsVersionRow("day", 2, NOW.minusSeconds(60)),
          new LimitsVersionRow("day", 3, NOW.plusSeconds(60)),
          new LimitsVersionRow("night", 1, NOW.plusSeconds(60)));

  @Test
  @Requirement("PROFILE-001")
  void eachVersionSaysWhetherItHoldsAndWhoPublishedItWhereTheDeskKnows() throws Exception {
    String desk =
        """
        {"profiles": [{"profile": "day", "versions": [
          {"version": 2, "recordedBy": "ada via console", "recordedAt": "2026-11-21T09:00:00Z",
           "reason": "fewer alarms at night"}]}]}
        """;

    LimitsView view = LimitsView.of(ROWS, Optional.of(new ObjectMapper().readTree(desk)), NOW);

    List<Version> day = view.profiles().get(0).versions();
    assertThat(day).extracting(Version::holds).containsExactly(false, true, false);
    assertThat(day.get(1).recordedBy()).hasValue("ada via console");
    assertThat(day.get(1).reason()).hasValue("fewer alarms at night");
    assertThat(day.get(0).recordedBy()).isEmpty();
    assertThat(view.profiles().get(1).versions()).extracting(Version::holds).containsExactly(true);
  }

  @Test
  @Requirement("PROFILE-001")
  void withoutTheDeskTheVersionsAreThereAndItIsSaid() {
    LimitsView view = LimitsView.of(ROWS, Optional.empty(), NOW);

    assertThat(view.recorded()).isFalse();
    assertThat(view.profiles())
        .extracting(LimitsView.Profile::profile)
        .containsExactly("day", "night");
  }
}
