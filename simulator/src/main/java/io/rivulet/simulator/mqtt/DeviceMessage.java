package io.rivulet.simulator.mqtt;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.schemas.payload.PayloadKind;
import java.util.Locale;
import java.util.Objects;

/**
 * One message on its way from a device to the broker.
 *
 * @param site the clinic
 * @param device who sends it
 * @param kind which of the device's topics
 * @param payload the bytes, not copied
 * @param retained whether the broker keeps it for later subscribers
 */
public record DeviceMessage(
    String site, DeviceId device, PayloadKind kind, byte[] payload, boolean retained) {
  /** Refuses missing parts. */
  public DeviceMessage {
    Objects.requireNonNull(site, "site");
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(payload, "payload");
  }

  /** The MQTT topic, {@code rivulet/v1/{site}/{device}/{pump|vitals|status}}. */
  public String topic() {
    return "rivulet/v1/" + site + "/" + device + "/" + kind.name().toLowerCase(Locale.ROOT);
  }
}
