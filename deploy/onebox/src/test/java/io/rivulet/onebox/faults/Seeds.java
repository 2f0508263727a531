package io.rivulet.onebox.faults;

import io.rivulet.schemas.mqtt.PressurePayload;
import io.rivulet.schemas.mqtt.PumpPayload;
import io.rivulet.schemas.mqtt.QuantityPayload;
import io.rivulet.schemas.mqtt.StatusPayload;
import io.rivulet.schemas.mqtt.VitalsPayload;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Good messages of every kind, numbered. */
final class Seeds {
  static final String SITE = "faults";

  /** What a device may say. */
  enum Kind {
    PUMP,
    VITALS,
    STATUS;

    /** Its message of this number. */
    SpecificRecord sample(String device, long sequence, Instant time) {
      return switch (this) {
        case PUMP -> pump(device, sequence, time);
        case VITALS -> vitals(device, sequence, time);
        case STATUS -> status(device, sequence, time);
      };
    }

    /** Where it is published. */
    String topic(String device) {
      return "rivulet/v1/" + SITE + "/" + device + "/" + name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private Seeds() {}

  /** A pump's sample; a counter that moves by a microlitre a message. */
  static PumpPayload pump(String device, long sequence, Instant time) {
    return PumpPayload.newBuilder()
        .setSite(SITE)
        .setDevice(device)
        .setTime(time.truncatedTo(ChronoUnit.MICROS))
        .setSequence(sequence)
        .setDrug("Ketamine")
        .setState("RUN")
        .setRate(new QuantityPayload(7.5, "mL/h"))
        .setVolume(new QuantityPayload(sequence % 1_000_000 / 1000.0, "mL"))
        .setConcentration(new QuantityPayload(10.0, "mg/mL"))
        .setAlarms(sequence % 5 == 0 ? List.of("NEAR_END") : List.of())
        .build();
  }

  private static VitalsPayload vitals(String device, long sequence, Instant time) {
    return VitalsPayload.newBuilder()
        .setSite(SITE)
        .setDevice(device)
        .setTime(time.truncatedTo(ChronoUnit.MICROS))
        .setSequence(sequence)
        .setNibp(new PressurePayload(128.0, 79.0, 95.0, "mm[Hg]"))
        .setArt(new PressurePayload(17.0, 10.5, null, "kPa"))
        .setHeartRate(new QuantityPayload(71.0, "/min"))
        .setSpo2(new QuantityPayload(98.0, "%"))
        .build();
  }

  private static StatusPayload status(String device, long sequence, Instant time) {
    return StatusPayload.newBuilder()
        .setSite(SITE)
        .setDevice(device)
        .setTime(time.truncatedTo(ChronoUnit.MICROS))
        .setOnline(sequence % 2 == 0)
        .setModel("Volumat 7")
        .setFirmware("3.2.1")
        .setBattery(new QuantityPayload(87.0, "%"))
        .build();
  }
}
