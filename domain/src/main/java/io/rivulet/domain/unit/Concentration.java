package io.rivulet.domain.unit;

import java.util.Objects;

/**
 * How much drug one millilitre holds.
 *
 * @param amountPerMl above 0, in {@code unit} per mL
 * @param unit what the amount is counted in
 */
public record Concentration(double amountPerMl, AmountUnit unit)
    implements Comparable<Concentration> {
  /** Refuses a concentration that is not a number above 0. */
  public Concentration {
    Objects.requireNonNull(unit, "unit");
    if (!(amountPerMl > 0) || Double.isInfinite(amountPerMl)) {
      throw new IllegalArgumentException(
          "concentration " + amountPerMl + " " + unit.ucum() + "/mL is not above 0");
    }
  }

  @Override
  public int compareTo(Concentration other) {
    int byUnit = unit.compareTo(other.unit);
    return byUnit != 0 ? byUnit : Double.compare(amountPerMl, other.amountPerMl);
  }
}
