package io.rivulet.simulator.clinic;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.reading.PumpSample;
import io.rivulet.domain.reading.PumpState;
import io.rivulet.schemas.mqtt.PressurePayload;
import io.rivulet.schemas.mqtt.PumpPayload;
import io.rivulet.schemas.mqtt.QuantityPayload;
import io.rivulet.schemas.mqtt.StatusPayload;
import io.rivulet.schemas.mqtt.VitalsPayload;
import io.rivulet.schemas.payload.PayloadCodec;
import io.rivulet.schemas.payload.PayloadKind;
import io.rivulet.schemas.record.DeviceBound;
import io.rivulet.schemas.record.LimitsAssigned;
import io.rivulet.schemas.record.SessionClosed;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.record.SessionOpened;
import io.rivulet.schemas.record.WeightRecorded;
import io.rivulet.simulator.mqtt.DeviceMessage;
import io.rivulet.simulator.session.SessionEvents;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/**
 * One ketamine session of the clinic: who, what goes wrong, and what every device sends in every
 * second. A function of the plan and the seed alone.
 */
final class SyntheticSession {
  private static final String DRUG = "Ketamine";
  private static final String RECORDED_BY = "clinic-simulator";
  private static final int PREPARATION = ScheduledSession.PREPARATION_SECONDS;
  private static final int IDLE_INTERVAL_SECONDS = 60;
  private static final int VITALS_INTERVAL_SECONDS = 5;
  private static final int STATUS_INTERVAL_SECONDS = 600;
  private static final int REPEAT_EVERY = 97;
  private static final int LATE_FROM = PREPARATION + 900;
  private static final int LATE_TO = LATE_FROM + 90;
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final ScheduledSession scheduled;
  private final String profile;
  private final int pressureSeconds;
  private final Set<Misbehaviour> misbehaviours;
  private final Noise noise;
  private final Patient patient;
  private final Infusion infusion;
  private final SessionId id;
  private final DeviceId pump;
  private final DeviceId monitor;
  private final SamplingTimes pumpTimes;
  private final SamplingTimes monitorTimes;

  SyntheticSession(ClinicConfig config, ScheduledSession scheduled, String profile) {
    Noise clinic = new Noise(config.identity());
    String tag = clinic.name(0);
    this.scheduled = scheduled;
    this.profile = profile;
    this.pressureSeconds = (int) config.pressureInterval().toSeconds();
    this.misbehaviours = Misbehaviour.of(scheduled.ordinal());
    this.noise = clinic.of(scheduled.ordinal());
    this.patient = Patient.of(noise.of(1), misbehaviours);
    double mgPerMl = config.sites().indexOf(scheduled.site()) % 2 == 0 ? 1.0 : 0.5;
    this.infusion = Infusion.of(noise.of(2), patient.weightKg(), mgPerMl, misbehaviours);
    String chair = scheduled.site() + "-" + (scheduled.chair() + 1);
    this.id = new SessionId(chair + "-" + STAMP.format(scheduled.start()) + "-" + tag);
    this.pump = new DeviceId(chair + "-pump-" + tag);
    this.monitor = new DeviceId(chair + "-monitor-" + tag);
    this.pumpTimes = new SamplingTimes(ScheduledSession.SECONDS, this::pumpSends);
    this.monitorTimes = new SamplingTimes(ScheduledSession.SECONDS, this::monitorSends);
  }

  SessionId id() {
    return id;
  }

  ScheduledSession scheduled() {
    return scheduled;
  }

  Set<Misbehaviour> misbehaviours() {
    return misbehaviours;
  }

  Infusion infusion() {
    return infusion;
  }

  /** What is recorded when the person sits down. */
  List<SessionEventRecord> opening() {
    Instant start = scheduled.start();
    return new SessionEvents(id, RECORDED_BY, start, 1)
        .add(
            SessionOpened.newBuilder()
                .setSite(scheduled.site())
                .setSubject("subject-" + noise.name(3))
                .setDrug(DRUG)
                .setPlannedDosePerKg(Infusion.PLANNED_MG_PER_KG)
                .setPlannedUnit("mg")
                .setPlannedDurationSeconds((long) Infusion.PLANNED_SECONDS)
                .build())
        .add(WeightRecorded.newBuilder().setFrom(start).setWeightKg(patient.weightKg()).build())
        .add(LimitsAssigned.newBuilder().setProfile(profile).setFrom(start).build())
        .add(bound(pump))
        .add(bound(monitor))
        .list();
  }

  private DeviceBound bound(DeviceId device) {
    return DeviceBound.newBuilder()
        .setDevice(device.value())
        .setFrom(scheduled.start())
        .setTo(scheduled.end())
        .build();
  }

  /** What is recorded when the person leaves. */
  List<SessionEventRecord> closing() {
    int opened = opening().size();
    return new SessionEvents(id, RECORDED_BY, scheduled.end(), opened + 1)
        .add(SessionClosed.newBuilder().setAt(scheduled.end()).build())
        .list();
  }

  /** Everything that leaves the devices in one second, 0 to {@link ScheduledSession#SECONDS}. */
  List<DeviceMessage> messagesAt(int second) {
    List<DeviceMessage> messages = new ArrayList<>();
    if (second < ScheduledSession.SECONDS) {
      if (second % STATUS_INTERVAL_SECONDS == 0) {
        messages.add(status(pump, "Rivulet Syringe 1", second));
        messages.add(status(monitor, "Rivulet Bedside 1", second));
      }
      if (!late(second)) {
        addPump(messages, second);
      }
      if (monitorTimes.sends(second)) {
        messages.add(message(monitor, PayloadKind.VITALS, vitals(second)));
      }
    }
    if (second == LATE_TO && late(LATE_FROM)) {
      for (int missed = LATE_TO - 1; missed >= LATE_FROM; missed--) {
        addPump(messages, missed);
      }
    }
    return messages;
  }

  private boolean late(int second) {
    return misbehaviours.contains(Misbehaviour.REPEATED_AND_LATE)
        && second >= LATE_FROM
        && second < LATE_TO;
  }

  private void addPump(List<DeviceMessage> messages, int second) {
    if (pumpTimes.sends(second)) {
      DeviceMessage message = message(pump, PayloadKind.PUMP, pumpSample(second));
      messages.add(message);
      if (misbehaviours.contains(Misbehaviour.REPEATED_AND_LATE) && second % REPEAT_EVERY == 0) {
        messages.add(message);
      }
    }
  }

  private boolean pumpSends(int second) {
    int infusing = second - PREPARATION;
    boolean busy = infusing >= -30 && infusing <= infusion.endSecond() + 60;
    return busy || second % IDLE_INTERVAL_SECONDS == 0;
  }

  private boolean monitorSends(int second) {
    return second % VITALS_INTERVAL_SECONDS == 0 || second % pressureSeconds == 0;
  }

  private PumpPayload pumpSample(int second) {
    int infusing = second - PREPARATION;
    PumpState state = infusion.state(infusing);
    double counterMl =
        (double) PumpSample.nanolitres(infusion.counterMl(infusing)) / PumpSample.NANOLITRES_PER_ML;
    double rate = state == PumpState.RUN ? infusion.rateMlPerHour() : 0;
    return PumpPayload.newBuilder()
        .setSite(scheduled.site())
        .setDevice(pump.value())
        .setTime(scheduled.start().plusSeconds(second))
        .setSequence(pumpTimes.sequence(second))
        .setDrug(DRUG)
        .setState(state.name())
        .setRate(new QuantityPayload(rate, "mL/h"))
        .setVolume(new QuantityPayload(counterMl, "mL"))
        .setConcentration(new QuantityPayload(infusion.concentrationMgPerMl(), "mg/mL"))
        .setWeight(new QuantityPayload(infusion.programmedWeightKg(), "kg"))
        .setAlarms(infusion.alarm(infusing).map(alarm -> List.of(alarm.name())).orElse(List.of()))
        .build();
  }

  private VitalsPayload vitals(int second) {
    double answer = Patient.answer(second - PREPARATION);
    Noise shown = noise.of(10L + second);
    VitalsPayload.Builder vitals =
        VitalsPayload.newBuilder()
            .setSite(scheduled.site())
            .setDevice(monitor.value())
            .setTime(scheduled.start().plusSeconds(second))
            .setSequence(monitorTimes.sequence(second))
            .setHeartRate(
                quantity(patient.heartRate() + 8 * answer + 1.5 * shown.normal(1), "/min"))
            .setSpo2(quantity(Math.min(100, patient.spo2() - answer + 0.5 * shown.normal(2)), "%"))
            .setRespiratoryRate(
                quantity(patient.respiratoryRate() - answer + 0.8 * shown.normal(3), "/min"));
    if (second % pressureSeconds == 0) {
      vitals.setNibp(pressure(answer, shown));
    }
    return vitals.build();
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

  private static QuantityPayload quantity(double value, String unit) {
    return new QuantityPayload(Math.rint(value), unit);
  }

  private DeviceMessage status(DeviceId device, String model, int second) {
    StatusPayload status =
        StatusPayload.newBuilder()
            .setSite(scheduled.site())
            .setDevice(device.value())
            .setTime(scheduled.start().plusSeconds(second))
            .setOnline(true)
            .setModel(model)
            .setFirmware("1.4.2")
            .setBattery(quantity(100 - second / 180.0, "%"))
            .build();
    byte[] payload = PayloadCodec.json(status);
    return new DeviceMessage(scheduled.site(), device, PayloadKind.STATUS, payload, true);
  }

  /** Monitors speak Avro and pumps JSON, so that both forms are exercised. */
  private DeviceMessage message(DeviceId device, PayloadKind kind, SpecificRecord payload) {
    byte[] bytes =
        kind == PayloadKind.VITALS ? PayloadCodec.avro(payload) : PayloadCodec.json(payload);
    return new DeviceMessage(scheduled.site(), device, kind, bytes, false);
  }
}
