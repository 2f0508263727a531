package io.rivulet.simulator.clinic;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.simulator.mqtt.DeviceMessage;
import io.rivulet.testkit.Requirement;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoreroomTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final List<SpareDevice> DEVICES =
      Storeroom.devices(List.of("riverside", "hilltop"));

  @Test
  @Requirement("FLEET-015")
  void aFleetToLookAtHasOneOfEveryTrouble() {
    assertThat(sent("riverside-spare-adrift", 0)).contains("2026-11-21T10:00:00");
    assertThat(messages("riverside-spare-mute", 0)).hasSize(2);
    assertThat(messages("riverside-spare-mute", 70)).isEmpty();
    assertThat(sent("hilltop-spare-garbled", 31)).contains("drops/min");
    assertThat(sent("hilltop-spare-empty", 0)).contains("\"value\":9");
    assertThat(sent("hilltop-spare-old", 0)).contains("1.2.0");
    assertThat(DEVICES).extracting(SpareDevice::id).doesNotHaveDuplicates().hasSize(14);
  }

  @Test
  @Requirement("FLEET-015")
  void theTroubledPumpsServeASessionSoThatSomebodyIsTold() {
    assertThat(TroubledSession.of("riverside", NOW))
        .extracting(chart -> chart.body().getOrDefault("device", ""))
        .filteredOn(device -> !device.equals(""))
        .hasSize(2)
        .isSubsetOf(DEVICES.stream().map(device -> (Object) device.id().value()).toList());
  }

  private static List<DeviceMessage> messages(String device, int second) {
    return DEVICES.stream()
        .filter(one -> one.id().value().equals(device))
        .flatMap(one -> one.at(second, NOW.plusSeconds(second)).stream())
        .toList();
  }

  private static String sent(String device, int second) {
    StringBuilder all = new StringBuilder();
    messages(device, second)
        .forEach(message -> all.append(new String(message.payload(), StandardCharsets.UTF_8)));
    return all.toString();
  }
}
