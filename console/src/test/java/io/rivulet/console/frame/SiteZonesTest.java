package io.rivulet.console.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.console.access.SiteScope;
import io.rivulet.testkit.Requirement;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SiteZonesTest {
  @Test
  @Requirement("SHELL-004")
  void aSiteHasTheZoneThatSettingsGiveIt() {
    SiteZones zones = SiteZones.parse("colombo-1=Asia/Colombo, berlin-2 = Europe/Berlin,");

    assertThat(zones.bySite())
        .containsEntry("colombo-1", "Asia/Colombo")
        .containsEntry("berlin-2", "Europe/Berlin");
    assertThat(SiteZones.parse("")).isEqualTo(SiteZones.NONE);
  }

  @Test
  @Requirement("SHELL-004")
  void whoMaySeeOneSiteLearnsOfNoOther() {
    SiteZones zones = SiteZones.parse("colombo-1=Asia/Colombo,berlin-2=Europe/Berlin");

    assertThat(zones.of(new SiteScope.Only(Set.of("berlin-2")))).containsOnlyKeys("berlin-2");
    assertThat(zones.of(SiteScope.NONE)).isEmpty();
    assertThat(zones.of(new SiteScope.All())).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"colombo-1", "colombo-1=Asia/Colombo=x", "=Asia/Colombo", "a=UTC,a=UTC", "a=Mars"})
  void whatIsNotASiteAndItsZoneIsRefusedByName(String text) {
    assertThatThrownBy(() -> SiteZones.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("console.zones");
  }
}
