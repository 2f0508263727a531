package io.rivulet.domain.unit;

import java.util.Objects;

/**
 * How much drug one millilitre holds.
 *
 * @param amountPerMl 1e-12 to 1e9, in {@code unit} per mL: wider than any preparation, and narrow
 *     enough that no amount worked out from it leaves the range of numbers
 * @param unit what the amount is counted in
 */
public record Concentration(double amountPerMl, AmountUnit unit)
    implements Comparable<Concentration> {
  private static final double LOWEST_PER_ML = 1e-12;
  private static final double HIGHEST_PER_ML = 1e9;

  /** Refuses a concentration that is no number within the range. */
  public Concentration {
    Objects.requireNonNull(unit, "unit");
    if (!(amountPerMl >= LOWEST_PER_ML && amountPerMl <= HIGHEST_PER_ML)) {
      throw new IllegalArgumentException(
          "concentration "
              + amountPerMl
              + " "
              + unit.ucum()
              + "/mL is outside "
              + LOWEST_PER_ML
              + " to "
              + HIGHEST_PER_ML);
    }
  }

  @Override
  public int compareTo(Concentration other) {
    int byUnit = unit.compareTo(other.unit);
    return byUnit != 0 ? byUnit : Double.compare(amountPerMl, other.amountPerMl);
  }
}
