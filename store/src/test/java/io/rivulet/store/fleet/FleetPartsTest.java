package io.rivulet.store.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.store.fleet.LatestFirmware.Outdated;
import io.rivulet.store.fleet.LatestFirmware.Use;
import io.rivulet.testkit.Requirement;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FleetPartsTest {
  private static final Instant AT = Instant.parse("2026-11-21T09:00:00Z");

  @Test
  @Requirement("FLEET-008")
  void firmwareIsOldWhereTwoOthersOfTheModelHaveALaterOne() {
    Outdated outdated =
        LatestFirmware.outdated(
            List.of(
                new Use("P7", "2.10.0", 40),
                new Use("P7", "2.9.4", 3),
                new Use("P7", "99.0-beta", 1),
                new Use("V1", "1.0", 9),
                new Use("Q", "<b>", 1)));

    assertThat(outdated.models()).containsExactly("P7");
    assertThat(outdated.firmwares()).containsExactly("2.9.4");
  }

  @Test
  @Requirement("FLEET-008")
  void versionsCompareByTheirNumbers() {
    assertThat(LatestFirmware.VERSIONS.compare("2.10", "2.9")).isPositive();
    assertThat(LatestFirmware.VERSIONS.compare("2.9.1", "2.9")).isPositive();
    assertThat(LatestFirmware.VERSIONS.compare("v3", "v12")).isNegative();
    assertThat(LatestFirmware.VERSIONS.compare("1.0", "1.0")).isZero();
    assertThat(LatestFirmware.VERSIONS.compare("9".repeat(80), "8")).isPositive();
  }

  @Test
  @Requirement("FLEET-009")
  void aPayloadIsTextWhereItIsAndHexadecimalElsewhere() {
    assertThat(of("{\"a\": \"é\"}\n"))
        .isEqualTo(new PayloadText("{\"a\": \"é\"}\n", "text", false));
    assertThat(PayloadText.of(new byte[] {0, (byte) 0xff}, 2))
        .isEqualTo(new PayloadText("00 ff", "hex", false));
    assertThat(of("\u001b[31mred").form()).as("an escape of a terminal").isEqualTo("hex");
    byte[] long_ = "é".repeat(5_000).getBytes(StandardCharsets.UTF_8);
    PayloadText cut = PayloadText.of(java.util.Arrays.copyOf(long_, 4_096), long_.length);
    assertThat(cut.cut()).isTrue();
    assertThat(cut.form()).isEqualTo("text");
    byte[] halved = ("a" + "é".repeat(5_000)).getBytes(StandardCharsets.UTF_8);
    assertThat(PayloadText.of(java.util.Arrays.copyOf(halved, 4_096), halved.length).form())
        .as("cut within a character")
        .isEqualTo("text");
  }

  @Test
  @Requirement("FLEET-006")
  void aStoryTellsChangesNotStatements() {
    DeviceStory story =
        DeviceStory.of(
            List.of(
                status(0, false, true, "1.0", Optional.empty()),
                status(1, false, true, "1.0", Optional.empty()),
                status(5, true, true, "1.0", Optional.of(AT.plusSeconds(2))),
                status(9, true, true, "1.0", Optional.of(AT.plusSeconds(2))),
                status(12, true, true, "1.0", Optional.empty()),
                status(20, false, false, "1.1", Optional.empty())));

    assertThat(story.states())
        .extracting(DeviceStory.StateFrom::state)
        .containsExactly("online", "silent", "online", "offline");
    assertThat(story.silences())
        .containsExactly(
            new DeviceStory.Silence(AT.plusSeconds(2), Optional.of(AT.plusSeconds(12))));
    assertThat(story.firmwares())
        .extracting(DeviceStory.FirmwareFrom::firmware)
        .containsExactly("1.0", "1.1");
    assertThat(story.clock()).hasSize(6);
    assertThat(story.battery()).as("what the device said").hasSize(3);
  }

  @Test
  @Requirement("FLEET-014")
  void whatNobodyMeansIsRefused() {
    assertThatThrownBy(() -> FleetFilter.words("x".repeat(201)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> FleetFilter.words("\ud800"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> FleetRules.of(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                new FleetQuery(
                    FleetFilter.ALL, FleetSort.DEVICE, false, Optional.empty(), 0, 1_001))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static PayloadText of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return PayloadText.of(bytes, bytes.length);
  }

  private static DeviceStory.Status status(
      int second, boolean observed, boolean online, String firmware, Optional<Instant> silent) {
    return new DeviceStory.Status(
        AT.plusSeconds(second),
        observed,
        online,
        Optional.of("P7"),
        Optional.of(firmware),
        OptionalDouble.of(50),
        OptionalLong.of(second),
        OptionalLong.empty(),
        silent);
  }
}
