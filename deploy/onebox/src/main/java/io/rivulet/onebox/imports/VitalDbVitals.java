package io.rivulet.onebox.imports;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.reading.PressureSource;
import io.rivulet.schemas.mqtt.PressurePayload;
import io.rivulet.schemas.mqtt.PumpPayload;
import io.rivulet.schemas.mqtt.QuantityPayload;
import io.rivulet.schemas.mqtt.VitalsPayload;
import io.rivulet.simulator.trace.DayShift;
import io.rivulet.simulator.trace.PlannedMessage;
import io.rivulet.simulator.trace.VitalQuantity;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.avro.specific.SpecificRecord;

/**
 * What a monitor makes of a row.
 *
 * @param map what the columns are
 * @param site the clinic
 * @param device the monitor
 * @param source which pressure it takes; empty for one that takes none
 */
record VitalDbVitals(
    VitalDbMap map, String site, DeviceId device, Optional<PressureSource> source) {
  /** A message, where any of the monitor's columns has a value. */
  Optional<SpecificRecord> message(Cells cells, Instant time, long sequence) {
    Map<VitalQuantity, QuantityPayload> found = new EnumMap<>(VitalQuantity.class);
    for (VitalQuantity quantity : VitalDbRows.of(source)) {
      Optional<VitalDbMap.Column> column = Optional.ofNullable(map.vitals().get(quantity));
      OptionalDouble value = cells.number(column);
      if (value.isPresent()) {
        found.put(quantity, new QuantityPayload(value.getAsDouble(), column.orElseThrow().unit()));
      }
    }
    OptionalDouble etco2 = source.isPresent() ? OptionalDouble.empty() : cells.number(map.etco2());
    if (found.isEmpty() && etco2.isEmpty()) {
      return Optional.empty();
    }
    VitalsPayload.Builder payload =
        VitalsPayload.newBuilder()
            .setSite(site)
            .setDevice(device.value())
            .setTime(time)
            .setSequence(sequence)
            .setHeartRate(found.get(VitalQuantity.HEART_RATE))
            .setSpo2(found.get(VitalQuantity.SPO2))
            .setRespiratoryRate(found.get(VitalQuantity.RESPIRATORY_RATE));
    etco2.ifPresent(
        value -> payload.setEtco2(new QuantityPayload(value, map.etco2().orElseThrow().unit())));
    source.ifPresent(
        taken -> {
          if (taken == PressureSource.ART) {
            payload.setArt(pressure(found));
          } else {
            payload.setNibp(pressure(found));
          }
        });
    return Optional.of(payload.build());
  }

  private static PressurePayload pressure(Map<VitalQuantity, QuantityPayload> found) {
    PressurePayload pressure = PressurePayload.newBuilder().build();
    found.forEach(
        (quantity, value) -> {
          pressure.setUnit(value.getUnit());
          switch (quantity.component().orElseThrow()) {
            case SYSTOLIC -> pressure.setSystolic(value.getValue());
            case DIASTOLIC -> pressure.setDiastolic(value.getValue());
            case MEAN -> pressure.setMean(value.getValue());
          }
        });
    return pressure;
  }

  /** The same message at its published time. */
  static PlannedMessage moved(PlannedMessage message, DayShift shift) {
    Instant time = shift.apply(message.time());
    if (message.payload() instanceof PumpPayload pump) {
      pump.setTime(time);
    } else if (message.payload() instanceof VitalsPayload vitals) {
      vitals.setTime(time);
    }
    return new PlannedMessage(
        message.device(), message.kind(), message.sequence(), time, time, message.payload());
  }
}
