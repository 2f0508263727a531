package io.rivulet.simulator.trace;

import io.rivulet.domain.vitals.Direction;
import io.rivulet.domain.vitals.VitalSign;
import io.rivulet.domain.vitals.VitalSource;
import java.util.Optional;

/** What a trace calls the alarm limits of a bedside monitor. */
public enum AlarmCode {
  /** Cuff; the component is said by another row. */
  NIBP_HIGH("Non-Invasive Blood Pressure Alarm - High", VitalSource.NIBP, null, Direction.HIGH),
  /** Cuff; the component is said by another row. */
  NIBP_LOW("Non-Invasive Blood Pressure Alarm - Low", VitalSource.NIBP, null, Direction.LOW),
  /** Arterial line; the component is said by another row. */
  ART_HIGH("Arterial Blood Pressure Alarm - High", VitalSource.ART, null, Direction.HIGH),
  /** Arterial line; the component is said by another row. */
  ART_LOW("Arterial Blood Pressure Alarm - Low", VitalSource.ART, null, Direction.LOW),
  /** Per minute. */
  HEART_RATE_HIGH(
      "Heart rate Alarm - High", VitalSource.MONITOR, VitalSign.HEART_RATE, Direction.HIGH),
  /** Per minute. */
  HEART_RATE_LOW(
      "Heart Rate Alarm - Low", VitalSource.MONITOR, VitalSign.HEART_RATE, Direction.LOW),
  /** Percent. */
  SPO2_HIGH(
      "O2 Saturation Pulseoxymetry Alarm - High",
      VitalSource.MONITOR,
      VitalSign.SPO2,
      Direction.HIGH),
  /** Percent. */
  SPO2_LOW(
      "O2 Saturation Pulseoxymetry Alarm - Low",
      VitalSource.MONITOR,
      VitalSign.SPO2,
      Direction.LOW),
  /** Per minute. */
  RESPIRATORY_RATE_HIGH(
      "Resp Alarm - High", VitalSource.MONITOR, VitalSign.RESPIRATORY_RATE, Direction.HIGH),
  /** Per minute. */
  RESPIRATORY_RATE_LOW(
      "Resp Alarm - Low", VitalSource.MONITOR, VitalSign.RESPIRATORY_RATE, Direction.LOW);

  private final String code;
  private final VitalSource source;
  private final VitalSign sign;
  private final Direction direction;

  AlarmCode(String code, VitalSource source, VitalSign sign, Direction direction) {
    this.code = code;
    this.source = source;
    this.sign = sign;
    this.direction = direction;
  }

  /** The limit with this name in a trace; empty where no simulated device measures its sign. */
  public static Optional<AlarmCode> ofCode(String code) {
    for (AlarmCode alarm : values()) {
      if (alarm.code.equals(code)) {
        return Optional.of(alarm);
      }
    }
    return Optional.empty();
  }

  /** The source whose pressure a row such as "NBP Alarm Source" speaks of. */
  public static Optional<VitalSource> pressureOfSourceRow(String code) {
    return switch (code) {
      case "NBP Alarm Source" -> Optional.of(VitalSource.NIBP);
      case "ABP Alarm Source" -> Optional.of(VitalSource.ART);
      default -> Optional.empty();
    };
  }

  /** How the sign is taken. */
  public VitalSource source() {
    return source;
  }

  /** What is limited; empty for a pressure, of which another row says the component. */
  public Optional<VitalSign> sign() {
    return Optional.ofNullable(sign);
  }

  /** Which side. */
  public Direction direction() {
    return direction;
  }
}
