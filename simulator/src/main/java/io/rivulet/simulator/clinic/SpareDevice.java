package io.rivulet.simulator.clinic;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.schemas.mqtt.PumpPayload;
import io.rivulet.schemas.mqtt.QuantityPayload;
import io.rivulet.schemas.mqtt.StatusPayload;
import io.rivulet.schemas.payload.PayloadCodec;
import io.rivulet.schemas.payload.PayloadKind;
import io.rivulet.simulator.mqtt.DeviceMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A pump that serves no session and idles on the network, in one kind of trouble or in none.
 *
 * @param site its clinic
 * @param id the device
 * @param firmware what it says that it runs
 * @param batteryPercent its charge, 0 to 100
 * @param clockError how far its clock is ahead
 * @param trouble what is wrong with it besides
 */
record SpareDevice(
    String site,
    DeviceId id,
    String firmware,
    double batteryPercent,
    Duration clockError,
    Trouble trouble) {
  /** What may be wrong. */
  enum Trouble {
    /** Nothing. */
    NONE,
    /** It falls silent after a minute. */
    SILENT,
    /** It sends its rate in a unit that nobody knows, as well. */
    GARBLED
  }

  private static final String MODEL = "Rivulet Syringe 1";
  private static final int SAMPLE_EVERY_SECONDS = 10;
  private static final int GARBLED_EVERY_SECONDS = 30;
  private static final int STATUS_EVERY_SECONDS = 600;
  private static final int FALLS_SILENT_SECOND = 60;

  /** What it sends in one second after it was switched on. */
  List<DeviceMessage> at(int second, Instant now) {
    List<DeviceMessage> messages = new ArrayList<>();
    if (trouble == Trouble.SILENT && second >= FALLS_SILENT_SECOND) {
      return messages;
    }
    if (second % STATUS_EVERY_SECONDS == 0) {
      messages.add(message(PayloadKind.STATUS, PayloadCodec.json(status(now)), true));
    }
    if (second % SAMPLE_EVERY_SECONDS == 0) {
      messages.add(
          message(PayloadKind.PUMP, PayloadCodec.json(sample(second, now, "mL/h")), false));
    }
    if (trouble == Trouble.GARBLED && second % GARBLED_EVERY_SECONDS == 1) {
      messages.add(
          message(PayloadKind.PUMP, PayloadCodec.json(sample(second, now, "drops/min")), false));
    }
    return messages;
  }

  private DeviceMessage message(PayloadKind kind, byte[] payload, boolean retained) {
    return new DeviceMessage(site, id, kind, payload, retained);
  }

  private StatusPayload status(Instant now) {
    return StatusPayload.newBuilder()
        .setSite(site)
        .setDevice(id.value())
        .setTime(now.plus(clockError))
        .setOnline(true)
        .setModel(MODEL)
        .setFirmware(firmware)
        .setBattery(new QuantityPayload(batteryPercent, "%"))
        .build();
  }

  private PumpPayload sample(int second, Instant now, String unit) {
    return PumpPayload.newBuilder()
        .setSite(site)
        .setDevice(id.value())
        .setTime(now.plus(clockError))
        .setSequence(second)
        .setDrug(SyringePump.DRUG)
        .setState("STOP")
        .setRate(new QuantityPayload(0.0, unit))
        .setVolume(new QuantityPayload(0.0, "mL"))
        .setAlarms(List.of())
        .build();
  }
}
