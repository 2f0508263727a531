package io.rivulet.console;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ConsoleConfigTest {
  @Test
  void aPortOutOfRangeIsRefusedByValue() {
    assertThatThrownBy(() -> new ConsoleConfig("127.0.0.1", 70_000))
        .hasMessage("console port 70000 is not 0 to 65535");
  }

  @Test
  void anEmptyHostIsRefused() {
    assertThatThrownBy(() -> new ConsoleConfig(" ", 8080)).hasMessageContaining("console host");
  }
}
