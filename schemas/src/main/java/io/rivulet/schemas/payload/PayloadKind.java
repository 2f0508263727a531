package io.rivulet.schemas.payload;

import io.rivulet.schemas.mqtt.PumpPayload;
import io.rivulet.schemas.mqtt.StatusPayload;
import io.rivulet.schemas.mqtt.VitalsPayload;
import java.util.Optional;
import org.apache.avro.Schema;

/** What a device's message is about; the last level of its MQTT topic. */
public enum PayloadKind {
  /** One sample of a pump channel. */
  PUMP("pump", PumpPayload.getClassSchema()),
  /** One sample of a bedside monitor. */
  VITALS("vitals", VitalsPayload.getClassSchema()),
  /** Connection and health of a device. */
  STATUS("status", StatusPayload.getClassSchema());

  private final String topicLevel;
  private final Schema schema;

  PayloadKind(String topicLevel, Schema schema) {
    this.topicLevel = topicLevel;
    this.schema = schema;
  }

  /** The last level of the MQTT topic, as in {@code rivulet/v1/{site}/{device}/pump}. */
  public String topicLevel() {
    return topicLevel;
  }

  /** The Avro schema of the payload. */
  public Schema schema() {
    return schema;
  }

  /** The kind with this topic level; empty where there is none. */
  public static Optional<PayloadKind> ofTopicLevel(String level) {
    for (PayloadKind kind : values()) {
      if (kind.topicLevel.equals(level)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
