package io.rivulet.simulator.clinic;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.schemas.mqtt.PressurePayload;
import io.rivulet.schemas.mqtt.QuantityPayload;
import io.rivulet.schemas.mqtt.VitalsPayload;
import io.rivulet.schemas.payload.PayloadCodec;
import io.rivulet.schemas.payload.PayloadKind;
import io.rivulet.simulator.mqtt.DeviceMessage;
import java.util.Optional;

/**
 * The monitor of one session: heart rate, SpO2 and respiratory rate every 5 s, a cuff pressure at
 * its interval. Sends Avro, so that a demo exercises both forms of payload.
 */
final class BedsideMonitor {
  private static final int INTERVAL_SECONDS = 5;
  private static final long SHOWN = 10;

  private final DeviceId id;
  private final ScheduledSession scheduled;
  private final Patient patient;
  private final Noise noise;
  private final int pressureSeconds;
  private final SamplingTimes times;

  BedsideMonitor(
      DeviceId id, ScheduledSession scheduled, Patient patient, Noise noise, int pressureSeconds) {
    this.id = id;
    this.scheduled = scheduled;
    this.patient = patient;
    this.noise = noise;
    this.pressureSeconds = pressureSeconds;
    this.times =
        new SamplingTimes(
            ScheduledSession.SECONDS,
            second -> second % INTERVAL_SECONDS == 0 || second % pressureSeconds == 0);
  }

  DeviceId id() {
    return id;
  }

  /** What it measures in one second of the session; empty where it measures nothing. */
  Optional<DeviceMessage> at(int second) {
    return times.sends(second)
        ? Optional.of(
            new DeviceMessage(
                scheduled.site(), id, PayloadKind.VITALS, PayloadCodec.avro(sample(second)), false))
        : Optional.empty();
  }

  private VitalsPayload sample(int second) {
    double answer = Patient.answer(second - ScheduledSession.PREPARATION_SECONDS);
    Noise shown = noise.of(SHOWN + second);
    double heartRate = patient.heartRate() + 8 * answer + 1.5 * shown.normal(1);
    double spo2 = Math.min(100, patient.spo2() - answer + 0.5 * shown.normal(2));
    double breaths = patient.respiratoryRate() - answer + 0.8 * shown.normal(3);
    return VitalsPayload.newBuilder()
        .setSite(scheduled.site())
        .setDevice(id.value())
        .setTime(scheduled.start().plusSeconds(second))
        .setSequence(times.sequence(second))
        .setHeartRate(new QuantityPayload(Math.rint(heartRate), "/min"))
        .setSpo2(new QuantityPayload(Math.rint(spo2), "%"))
        .setRespiratoryRate(new QuantityPayload(Math.rint(breaths), "/min"))
        .setNibp(second % pressureSeconds == 0 ? pressure(answer, shown) : null)
        .build();
  }

  private PressurePayload pressure(double answer, Noise shown) {
    double systolic =
        Math.rint(patient.systolic() + patient.systolicRise() * answer + 2.5 * shown.normal(4));
    double diastolic =
        Math.rint(patient.diastolic() + patient.diastolicRise() * answer + 2 * shown.normal(5));
    return PressurePayload.newBuilder()
        .setSystolic(systolic)
        .setDiastolic(diastolic)
        .setMean(Math.rint(diastolic + (systolic - diastolic) / 3))
        .build();
  }
}
