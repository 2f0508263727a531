package io.rivulet.simulator.trace;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.reading.PressureSource;
import io.rivulet.schemas.mqtt.PressurePayload;
import io.rivulet.schemas.mqtt.QuantityPayload;
import io.rivulet.schemas.mqtt.VitalsPayload;
import io.rivulet.schemas.payload.PayloadKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Rebuilds what a monitor would have sent: one message for each instant at which it measured. A
 * quantity charted twice at one instant keeps the first row of the file.
 */
final class MonitorPlan {
  private static final class Reading {
    private final Map<VitalQuantity, Double> values = new EnumMap<>(VitalQuantity.class);
    private Instant charted = Instant.MIN;

    private void add(TraceRow.VitalSign row) {
      if (values.putIfAbsent(row.quantity(), row.value()) == null
          && row.charted().isAfter(charted)) {
        charted = row.charted();
      }
    }
  }

  private final String site;
  private final DeviceId device;
  private final DayShift shift;

  private MonitorPlan(String site, DeviceId device, DayShift shift) {
    this.site = site;
    this.device = device;
    this.shift = shift;
  }

  /** Every message of one monitor, in event order. */
  static List<PlannedMessage> messages(
      String site, DeviceId device, List<TraceRow.VitalSign> rows, DayShift shift) {
    Map<Instant, Reading> readings = new TreeMap<>();
    rows.forEach(row -> readings.computeIfAbsent(row.time(), time -> new Reading()).add(row));
    MonitorPlan plan = new MonitorPlan(site, device, shift);
    List<PlannedMessage> messages = new ArrayList<>();
    readings.forEach((time, reading) -> messages.add(plan.message(time, reading, messages.size())));
    return messages;
  }

  private PlannedMessage message(Instant time, Reading reading, long sequence) {
    VitalsPayload payload =
        VitalsPayload.newBuilder()
            .setSite(site)
            .setDevice(device.value())
            .setTime(shift.apply(time))
            .setSequence(sequence)
            .setNibp(pressure(reading, PressureSource.NIBP))
            .setArt(pressure(reading, PressureSource.ART))
            .setHeartRate(quantity(reading, VitalQuantity.HEART_RATE, "/min"))
            .setSpo2(quantity(reading, VitalQuantity.SPO2, "%"))
            .setRespiratoryRate(quantity(reading, VitalQuantity.RESPIRATORY_RATE, "/min"))
            .build();
    return new PlannedMessage(
        device,
        PayloadKind.VITALS,
        sequence,
        shift.apply(time),
        shift.apply(reading.charted),
        payload);
  }

  private static PressurePayload pressure(Reading reading, PressureSource source) {
    PressurePayload pressure = PressurePayload.newBuilder().build();
    boolean measured = false;
    for (Map.Entry<VitalQuantity, Double> entry : reading.values.entrySet()) {
      if (entry.getKey().source().equals(Optional.of(source))) {
        measured = true;
        switch (entry.getKey().component().orElseThrow()) {
          case SYSTOLIC -> pressure.setSystolic(entry.getValue());
          case DIASTOLIC -> pressure.setDiastolic(entry.getValue());
          case MEAN -> pressure.setMean(entry.getValue());
        }
      }
    }
    return measured ? pressure : null;
  }

  private static QuantityPayload quantity(Reading reading, VitalQuantity which, String unit) {
    Double value = reading.values.get(which);
    return value == null ? null : new QuantityPayload(value, unit);
  }
}
