package io.rivulet.console.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.console.ConsoleConfig;
import io.rivulet.runtime.config.Settings;
import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LagTest {
  @Test
  @Requirement("SHELL-010")
  void itIsTwoMinutesOrWhatTheSettingSays() {
    assertThat(lag(Map.of())).isEqualTo(new Lag(Duration.ofMinutes(2)));
    assertThat(lag(Map.of("console.lag.after", "PT5S"))).isEqualTo(new Lag(Duration.ofSeconds(5)));
    assertThat(lag(Map.of("console.lag.after", "PT1H"))).isEqualTo(new Lag(Duration.ofHours(1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT4.999S", "PT0S", "PT1H0.001S"})
  @Requirement("SHELL-010")
  void beyondItsBoundsTheSettingIsRefusedByItsName(String after) {
    assertThatThrownBy(() -> lag(Map.of("console.lag.after", after)))
        .hasMessageContaining("console.lag.after")
        .hasMessageContaining("PT5S to PT1H");
  }

  private static Lag lag(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("console.live", "false");
    return ConsoleConfig.from(Settings.of(all)).lag();
  }
}
