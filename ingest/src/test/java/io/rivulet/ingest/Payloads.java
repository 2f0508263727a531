package io.rivulet.ingest;

import io.rivulet.schemas.mqtt.PumpPayload;
import io.rivulet.schemas.mqtt.QuantityPayload;
import io.rivulet.schemas.mqtt.StatusPayload;
import io.rivulet.schemas.mqtt.VitalsPayload;
import java.time.Instant;
import java.util.List;

/** Messages as devices send them. */
public final class Payloads {
  public static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  public static final String SITE = "north";

  private Payloads() {}

  public static PumpPayload pump(String device, long sequence) {
    return PumpPayload.newBuilder()
        .setSite(SITE)
        .setDevice(device)
        .setTime(NOW.plusMillis(sequence))
        .setSequence(sequence)
        .setDrug("Ketamine")
        .setState("RUN")
        .setRate(new QuantityPayload(12.5, "mL/h"))
        .setVolume(new QuantityPayload(1.25, "mL"))
        .setConcentration(new QuantityPayload(1.0, "mg/mL"))
        .setAlarms(List.of())
        .build();
  }

  public static VitalsPayload vitals(String device, long sequence) {
    return VitalsPayload.newBuilder()
        .setSite(SITE)
        .setDevice(device)
        .setTime(NOW)
        .setSequence(sequence)
        .setHeartRate(new QuantityPayload(72.0, "/min"))
        .build();
  }

  public static StatusPayload status(String device) {
    return StatusPayload.newBuilder().setSite(SITE).setDevice(device).setOnline(true).build();
  }

  public static String topic(String device, String kind) {
    return "rivulet/v1/" + SITE + "/" + device + "/" + kind;
  }
}
