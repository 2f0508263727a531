package io.rivulet.console.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.runtime.config.ConfigurationException;
import io.rivulet.runtime.config.Settings;
import io.rivulet.testkit.Requirement;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeskAddressTest {
  @Test
  @Requirement("BEDSIDE-009")
  void theAddressAndTheTokenGoTogether() {
    assertThat(DeskAddress.from(Settings.of(Map.of()))).isEmpty();
    assertThat(
            DeskAddress.from(
                    Settings.of(
                        Map.of(
                            "console.desk.url", "http://127.0.0.1:8090",
                            "console.desk.token", "secret")))
                .orElseThrow()
                .toString())
        .isEqualTo("DeskAddress[http://127.0.0.1:8090]");
    assertThatThrownBy(
            () -> DeskAddress.from(Settings.of(Map.of("console.desk.url", "http://desk:1"))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("go together");
    assertThatThrownBy(
            () ->
                DeskAddress.from(
                    Settings.of(
                        Map.of("console.desk.url", "desk:8090", "console.desk.token", "secret"))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("no http or https address")
        .hasMessageNotContaining("secret");
  }
}
