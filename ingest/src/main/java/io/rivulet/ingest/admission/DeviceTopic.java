package io.rivulet.ingest.admission;

import io.rivulet.domain.identity.TopicLevel;
import io.rivulet.schemas.payload.PayloadKind;
import java.util.Optional;

/**
 * The topic of a device: {@code rivulet/v1/{site}/{device}/{pump|vitals|status}}.
 *
 * @param site the clinic
 * @param device the pump or monitor
 * @param kind what it carries
 */
record DeviceTopic(String site, String device, PayloadKind kind) {
  /** Reads a topic, or empty where it is no device's. */
  static Optional<DeviceTopic> parse(String topic) {
    String[] levels = topic.split("/", -1);
    if (levels.length != 5 || !levels[0].equals("rivulet") || !levels[1].equals("v1")) {
      return Optional.empty();
    }
    if (!TopicLevel.isLevel(levels[2]) || !TopicLevel.isLevel(levels[3])) {
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
