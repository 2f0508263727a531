package io.rivulet.simulator.clinic;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.schemas.mqtt.QuantityPayload;
import io.rivulet.schemas.mqtt.StatusPayload;
import io.rivulet.schemas.payload.PayloadCodec;
import io.rivulet.schemas.payload.PayloadKind;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.simulator.mqtt.DeviceMessage;
import io.rivulet.simulator.session.SessionEvents;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One ketamine session of the clinic: who, what goes wrong, and what every device sends in every
 * second. A function of the plan and the seed alone.
 */
final class SyntheticSession {
  private static final String RECORDED_BY = "clinic-simulator";
  private static final int STATUS_INTERVAL_SECONDS = 600;
  private static final int REPEAT_EVERY = 97;
  private static final int LATE_FROM = ScheduledSession.PREPARATION_SECONDS + 900;
  private static final int LATE_TO = LATE_FROM + 90;
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final ScheduledSession scheduled;
  private final List<CareChart.Entry> chart;
  private final SessionId id;
  private final SyringePump pump;
  private final BedsideMonitor monitor;
  private final boolean troubledNetwork;

  SyntheticSession(ClinicConfig config, ScheduledSession scheduled, String profile) {
    Noise clinic = new Noise(config.identity());
    Set<Misbehaviour> misbehaviours = Misbehaviour.of(scheduled.ordinal());
    this.scheduled = scheduled;
    Noise noise = clinic.of(scheduled.ordinal());
    Patient patient = Patient.of(noise.of(1), misbehaviours);
    this.troubledNetwork = misbehaviours.contains(Misbehaviour.REPEATED_AND_LATE);
    double mgPerMl = config.sites().indexOf(scheduled.site()) % 2 == 0 ? 1.0 : 0.5;
    Infusion infusion = Infusion.of(noise.of(2), patient.weightKg(), mgPerMl, misbehaviours);
    String tag = clinic.name(0);
    String chair = scheduled.site() + "-" + (scheduled.chair() + 1);
    this.id = new SessionId(chair + "-" + STAMP.format(scheduled.start()) + "-" + tag);
    this.pump = new SyringePump(new DeviceId(chair + "-pump-" + tag), scheduled, infusion);
    this.monitor =
        new BedsideMonitor(
            new DeviceId(chair + "-monitor-" + tag),
            scheduled,
            patient,
            noise,
            (int) config.pressureInterval().toSeconds());
    this.chart =
        CareChart.of(
            scheduled,
            "subject-" + noise.name(3),
            profile,
            patient,
            noise.of(4),
            List.of(pump.id().value(), monitor.id().value()),
            infusion.endSecond(),
            config.pressureInterval());
  }

  ScheduledSession scheduled() {
    return scheduled;
  }

  /** What people write down in one second, 0 to {@link ScheduledSession#SECONDS}; often nothing. */
  List<SessionEventRecord> eventsAt(int second) {
    int before = 0;
    while (before < chart.size() && chart.get(before).second() < second) {
      before++;
    }
    if (before == chart.size() || chart.get(before).second() > second) {
      return List.of();
    }
    SessionEvents events =
        new SessionEvents(id, RECORDED_BY, scheduled.start().plusSeconds(second), before + 1);
    for (int i = before; i < chart.size() && chart.get(i).second() == second; i++) {
      events.add(chart.get(i).event());
    }
    return events.list();
  }

  /** Everything that leaves the devices in one second, 0 to {@link ScheduledSession#SECONDS}. */
  List<DeviceMessage> messagesAt(int second) {
    List<DeviceMessage> messages = new ArrayList<>();
    if (second < ScheduledSession.SECONDS) {
      if (second % STATUS_INTERVAL_SECONDS == 0) {
        messages.add(status(pump.id(), "Rivulet Syringe 1", second));
        messages.add(status(monitor.id(), "Rivulet Bedside 1", second));
      }
      if (!late(second)) {
        addPump(messages, second);
      }
      monitor.at(second).ifPresent(messages::add);
    }
    if (second == LATE_TO && troubledNetwork) {
      for (int missed = LATE_TO - 1; missed >= LATE_FROM; missed--) {
        addPump(messages, missed);
      }
    }
    return messages;
  }

  private boolean late(int second) {
    return troubledNetwork && second >= LATE_FROM && second < LATE_TO;
  }

  private void addPump(List<DeviceMessage> messages, int second) {
    pump.at(second)
        .ifPresent(
            message -> {
              messages.add(message);
              if (troubledNetwork && second % REPEAT_EVERY == 0) {
                messages.add(message);
              }
            });
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
            .setBattery(new QuantityPayload(Math.rint(100 - second / 180.0), "%"))
            .build();
    byte[] payload = PayloadCodec.json(status);
    return new DeviceMessage(scheduled.site(), device, PayloadKind.STATUS, payload, true);
  }
}
