package io.rivulet.domain.delivery;

import io.rivulet.domain.unit.AmountUnit;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;

/**
 * A dose that no pump gave: charted by a person.
 *
 * @param at when it was given
 * @param drug its name
 * @param route IV, IM, IN, PO, SL or SC
 * @param amount what was given, above 0, in {@code unit}; how much of it a route takes up is not
 *     accounted for
 * @param unit what it is counted in
 */
public record ChartedDose(Instant at, String drug, String route, double amount, AmountUnit unit) {
  /** Into a vein: the only way from which concentrations are predicted. */
  public static final String INTRAVENOUS = "IV";

  static final Comparator<ChartedDose> ORDER =
      Comparator.comparing(ChartedDose::at)
          .thenComparing(ChartedDose::drug)
          .thenComparing(ChartedDose::route)
          .thenComparing(ChartedDose::unit)
          .thenComparingDouble(ChartedDose::amount);

  /** Refuses what is no amount. */
  public ChartedDose {
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(drug, "drug");
    Objects.requireNonNull(route, "route");
    Objects.requireNonNull(unit, "unit");
    if (!(amount > 0) || Double.isInfinite(amount)) {
      throw new IllegalArgumentException(
          "charted dose " + amount + " " + unit.ucum() + " of " + drug + " is not above 0");
    }
  }
}
