package io.rivulet.console.overview;

import io.rivulet.store.read.ExcursionRow;
import io.rivulet.store.read.VitalRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The latest value of one vital sign, and the open excursion of it where there is one.
 *
 * @param component heartRate, spo2, respiratoryRate or etco2
 * @param value in {@code unit}, as the monitor sent it
 * @param unit the UCUM unit
 * @param time when, by the monitor's clock
 * @param device the monitor
 * @param beyond its open excursion, the worst where there are several; empty where there is none
 */
public record VitalSign(
    String component,
    double value,
    String unit,
    Instant time,
    String device,
    Optional<ExcursionRow> beyond) {
  /**
   * Puts both together.
   *
   * @param open excursions of the session, critical ones first
   */
  static VitalSign of(VitalRow row, List<ExcursionRow> open) {
    return new VitalSign(
        row.component(),
        row.value(),
        row.unit(),
        row.time(),
        row.device(),
        open.stream()
            .filter(excursion -> excursion.component().equals(row.component()))
            .findFirst());
  }
}
