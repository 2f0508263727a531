package io.rivulet.ingest.admission;

import io.rivulet.schemas.payload.PayloadKind;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The topic of a device: {@code rivulet/v1/{site}/{device}/{pump|vitals|status}}.
 *
 * @param site the clinic
 * @param device the pump or monitor
 * @param kind what it carries
 */
record DeviceTopic(String site, String device, PayloadKind kind) {
  private static final Pattern LEVEL = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /** Reads a topic, or empty where it is no device's. */
  static Optional<DeviceTopic> parse(String topic) {
    String[] levels = topic.split("/", -1);
    if (levels.length != 5 || !levels[0].equals("rivulet") || !levels[1].equals("v1")) {
      return Optional.empty();
    }
    if (!LEVEL.matcher(levels[2]).matches() || !LEVEL.matcher(levels[3]).matches()) {
      return Optional.empty();
    }
    return kind(levels[4]).map(kind -> new DeviceTopic(levels[2], levels[3], kind));
  }

  private static Optional<PayloadKind> kind(String level) {
    return switch (level) {
      case "pump" -> Optional.of(PayloadKind.PUMP);
      case "vitals" -> Optional.of(PayloadKind.VITALS);
      case "status" -> Optional.of(PayloadKind.STATUS);
      default -> Optional.empty();
    };
  }
}
