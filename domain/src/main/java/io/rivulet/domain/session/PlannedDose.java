package io.rivulet.domain.session;

import io.rivulet.domain.unit.AmountUnit;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What is planned to be given of a drug.
 *
 * @param perKg cumulative dose, above 0, in {@code unit} per kg
 * @param unit what the dose is counted in
 * @param duration how long it should take, above 0; empty where that is not planned
 */
public record PlannedDose(double perKg, AmountUnit unit, Optional<Duration> duration) {
  /** Refuses what is not above 0. */
  public PlannedDose {
    Objects.requireNonNull(unit, "unit");
    Checks.above0("planned dose per kg", perKg);
    duration.ifPresent(time -> Checks.above0("planned duration", time));
  }
}
