package io.rivulet.domain.prediction;

import java.util.List;

/**
 * A mammillary model of how a drug given into a vein spreads and leaves: a central compartment, one
 * or two peripheral ones, and an effect site that follows the central concentration. Volumes scale
 * with body weight, so everything here is per kg.
 *
 * @param name what a person is told the prediction was made with
 * @param centralLitresPerKg volume of the central compartment, L/kg, above 0
 * @param k10 elimination, 1/min, above 0
 * @param k12 central to first peripheral, 1/min, above 0
 * @param k21 first peripheral to central, 1/min, above 0
 * @param k13 central to second peripheral, 1/min; 0 where there is none
 * @param k31 second peripheral to central, 1/min; 0 where there is none
 * @param ke0 central to effect site, 1/min, above 0
 */
public record CompartmentModel(
    String name,
    double centralLitresPerKg,
    double k10,
    double k12,
    double k21,
    double k13,
    double k31,
    double ke0) {
  /** Ketamine after Clements 250: two compartments. What is shown unless a site says otherwise. */
  public static final CompartmentModel CLEMENTS_250 =
      new CompartmentModel("Clements 250", 1.7522, 0.0109, 0.0186, 0.0137, 0, 0, 5.2);

  /** Ketamine after Domino: three compartments. */
  public static final CompartmentModel DOMINO =
      new CompartmentModel("Domino", 0.063, 0.438, 0.592, 0.247, 0.590, 0.0146, 0.652);

  /** Ketamine after Hijazi: two compartments. */
  public static final CompartmentModel HIJAZI =
      new CompartmentModel("Hijazi", 1.08, 0.0333, 0.0088, 0.0030, 0, 0, 4.773);

  /** The models of ketamine, the default first. */
  public static final List<CompartmentModel> KETAMINE = List.of(CLEMENTS_250, DOMINO, HIJAZI);

  /** Refuses constants that describe no such model. */
  public CompartmentModel {
    if (name == null || name.isBlank() || name.length() > 64) {
      throw new IllegalArgumentException("model name \"" + name + "\" is not 1 to 64 characters");
    }
    requirePositive("V1", centralLitresPerKg);
    requirePositive("k10", k10);
    requirePositive("k12", k12);
    requirePositive("k21", k21);
    requirePositive("ke0", ke0);
    if (k13 != 0 || k31 != 0) {
      requirePositive("k13", k13);
      requirePositive("k31", k31);
    }
  }

  /** Whether there is a second peripheral compartment. */
  public boolean threeCompartments() {
    return k13 > 0;
  }

  private static void requirePositive(String constant, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(constant + " " + value + " is not a number above 0");
    }
  }
}
