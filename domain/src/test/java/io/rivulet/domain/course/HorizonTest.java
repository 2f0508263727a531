package io.rivulet.domain.course;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.testkit.Requirement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HorizonTest {
  @Test
  @Requirement("COURSE-004")
  void boundsThatCannotHoldAreRefused() {
    assertThatThrownBy(() -> new Horizon(Duration.ofSeconds(-1), 0, 1))
        .hasMessageContaining("PT-1S");
    assertThatThrownBy(() -> new Horizon(Duration.ZERO, -1, 1)).hasMessageContaining("-1 to 1");
    assertThatThrownBy(() -> new Horizon(Duration.ZERO, 2, 1)).hasMessageContaining("2 to 1");
    assertThatThrownBy(() -> new Horizon(Duration.ZERO, 0, 0)).hasMessageContaining("0 to 0");
  }
}
