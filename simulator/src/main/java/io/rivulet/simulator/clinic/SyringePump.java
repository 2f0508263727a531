package io.rivulet.simulator.clinic;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.reading.PumpSample;
import io.rivulet.domain.reading.PumpState;
import io.rivulet.schemas.mqtt.PumpPayload;
import io.rivulet.schemas.mqtt.QuantityPayload;
import io.rivulet.schemas.payload.PayloadCodec;
import io.rivulet.schemas.payload.PayloadKind;
import io.rivulet.simulator.mqtt.DeviceMessage;
import java.util.List;
import java.util.Optional;

/**
 * The pump of one session: a sample each second around and during the infusion, one a minute else.
 * Sends JSON. It is switched on for the session, so its counts start at 0.
 */
final class SyringePump {
  static final String DRUG = "Ketamine";

  private static final int IDLE_INTERVAL_SECONDS = 60;
  private static final int BUSY_BEFORE_SECONDS = 30;
  private static final int BUSY_AFTER_SECONDS = 60;

  private final DeviceId id;
  private final ScheduledSession scheduled;
  private final Infusion infusion;
  private final SamplingTimes times;

  SyringePump(DeviceId id, ScheduledSession scheduled, Infusion infusion) {
    this.id = id;
    this.scheduled = scheduled;
    this.infusion = infusion;
    this.times = new SamplingTimes(ScheduledSession.SECONDS, this::sends);
  }

  DeviceId id() {
    return id;
  }

  private boolean sends(int second) {
    int infusing = second - ScheduledSession.PREPARATION_SECONDS;
    boolean busy =
        infusing >= -BUSY_BEFORE_SECONDS && infusing <= infusion.endSecond() + BUSY_AFTER_SECONDS;
    return busy || second % IDLE_INTERVAL_SECONDS == 0;
  }

  /** What it samples in one second of the session; empty where it samples nothing. */
  Optional<DeviceMessage> at(int second) {
    return times.sends(second)
        ? Optional.of(
            new DeviceMessage(
                scheduled.site(), id, PayloadKind.PUMP, PayloadCodec.json(sample(second)), false))
        : Optional.empty();
  }

  private PumpPayload sample(int second) {
    int infusing = second - ScheduledSession.PREPARATION_SECONDS;
    PumpState state = infusion.state(infusing);
    double counterMl =
        (double) PumpSample.nanolitres(infusion.counterMl(infusing)) / PumpSample.NANOLITRES_PER_ML;
    double rate = state == PumpState.RUN ? infusion.rateMlPerHour() : 0;
    return PumpPayload.newBuilder()
        .setSite(scheduled.site())
        .setDevice(id.value())
        .setTime(scheduled.start().plusSeconds(second))
        .setSequence(times.sequence(second))
        .setDrug(DRUG)
        .setState(state.name())
        .setRate(new QuantityPayload(rate, "mL/h"))
        .setVolume(new QuantityPayload(counterMl, "mL"))
        .setConcentration(new QuantityPayload(infusion.concentrationMgPerMl(), "mg/mL"))
        .setWeight(new QuantityPayload(infusion.programmedWeightKg(), "kg"))
        .setAlarms(infusion.alarm(infusing).map(alarm -> List.of(alarm.name())).orElse(List.of()))
        .build();
  }
}
