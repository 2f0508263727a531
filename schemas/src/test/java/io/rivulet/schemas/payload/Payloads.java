package io.rivulet.schemas.payload;

import io.rivulet.schemas.mqtt.PressurePayload;
import io.rivulet.schemas.mqtt.PumpPayload;
import io.rivulet.schemas.mqtt.QuantityPayload;
import io.rivulet.schemas.mqtt.StatusPayload;
import io.rivulet.schemas.mqtt.VitalsPayload;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Messages with every field filled, for tests to change. */
public final class Payloads {
  /** When the devices of these messages spoke. */
  public static final Instant TIME = Instant.parse("2026-11-21T09:30:00.123456Z");

  private Payloads() {}

  /** A pump at work. */
  public static PumpPayload pump() {
    return new PumpPayload(
        "demo",
        "pump-01",
        TIME,
        4711L,
        "Ketamine",
        "RUN",
        new QuantityPayload(0.125, "mL/min"),
        new QuantityPayload(4.2, "mL"),
        new QuantityPayload(10_000.0, "ug/mL"),
        new QuantityPayload(72_500.0, "g"),
        List.of("NEAR_END", "BATTERY"));
  }

  /** A monitor with cuff and arterial line. */
  public static VitalsPayload vitals() {
    return new VitalsPayload(
        "demo",
        "monitor-01",
        TIME,
        12L,
        new PressurePayload(128.0, 79.0, 95.0, "mm[Hg]"),
        new PressurePayload(17.0, 10.5, null, "kPa"),
        new QuantityPayload(71.0, "/min"),
        new QuantityPayload(98.0, "%"),
        new QuantityPayload(14.0, "/min"),
        new QuantityPayload(36.0, "mm[Hg]"));
  }

  /** A device that is connected. */
  public static StatusPayload status() {
    return new StatusPayload(
        "demo", "pump-01", TIME, true, "Volumat 7", "3.2.1", new QuantityPayload(87.0, "%"));
  }

  /** The message of a kind. */
  public static SpecificRecord of(PayloadKind kind) {
    return switch (kind) {
      case PUMP -> pump();
      case VITALS -> vitals();
      case STATUS -> status();
    };
  }
}
