package io.rivulet.ingest.mqtt;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.testkit.Requirement;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrantedSubscriptionsTest {
  private static final List<String> FILTERS = List.of("a/pump", "a/vitals");

  @Test
  void takesEveryFilterGrantedAtQosOne() {
    assertThatCode(() -> GrantedSubscriptions.requireQosOne(FILTERS, new int[] {1, 1}))
        .doesNotThrowAnyException();
  }

  @Test
  @Requirement("BRIDGE-013")
  void refusesAFilterGrantedAtQosZero() {
    assertThatThrownBy(() -> GrantedSubscriptions.requireQosOne(FILTERS, new int[] {1, 0}))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("a/vitals was granted at QoS 0");
  }

  @Test
  @Requirement("BRIDGE-013")
  void refusesAFilterThatTheBrokerRefused() {
    assertThatThrownBy(() -> GrantedSubscriptions.requireQosOne(FILTERS, new int[] {0x87, 1}))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("a/pump was refused (0x87)");
  }

  @Test
  @Requirement("BRIDGE-013")
  void refusesAnAnswerThatLeavesAFilterOut() {
    assertThatThrownBy(() -> GrantedSubscriptions.requireQosOne(FILTERS, new int[] {1}))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("1 of 2");
  }
}
