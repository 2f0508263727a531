package io.rivulet.domain.reading;

import io.rivulet.domain.unit.Concentration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a pump channel said at one instant.
 *
 * @param origin which pump, when
 * @param drug the drug as named on the pump, not blank
 * @param state what the pump was doing
 * @param rateMlPerHour the flow at this instant, 0 or more; empty where the pump reports none
 * @param deliveredNanolitres the cumulative volume counter, 0 or more, in nL so that sums are
 *     exact; empty where the pump has no counter
 * @param concentration what one mL holds from this instant on; empty where the pump does not know
 * @param programmedWeightKg the weight typed into the pump, above 0; compared, never used for dose
 * @param alarms what the pump raises at this instant
 */
public record PumpSample(
    Origin origin,
    String drug,
    PumpState state,
    OptionalDouble rateMlPerHour,
    OptionalLong deliveredNanolitres,
    Optional<Concentration> concentration,
    OptionalDouble programmedWeightKg,
    Set<PumpAlarm> alarms)
    implements Reading {
  /** Nanolitres in a millilitre. */
  public static final long NANOLITRES_PER_ML = 1_000_000;

  /** The largest volume counter that is taken, in mL: ten cubic metres. */
  public static final double MAX_VOLUME_ML = 1e7;

  /** The largest flow that is taken, in mL/h. */
  public static final double MAX_RATE_ML_PER_HOUR = 1e5;

  /** Refuses negative, unbounded or missing values. */
  public PumpSample {
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(concentration, "concentration");
    if (drug == null || drug.isBlank() || drug.length() > 128) {
      throw new IllegalArgumentException("drug \"" + drug + "\" is not 1 to 128 characters");
    }
    rateMlPerHour.ifPresent(rate -> requireWithin("rate", rate, 0, MAX_RATE_ML_PER_HOUR, "mL/h"));
    deliveredNanolitres.ifPresent(
        volume ->
            requireWithin("volume", (double) volume / NANOLITRES_PER_ML, 0, MAX_VOLUME_ML, "mL"));
    programmedWeightKg.ifPresent(
        weight -> requireWithin("weight", weight, Double.MIN_VALUE, 1000, "kg"));
    alarms = Set.copyOf(alarms);
  }

  /** This sample with another concentration. */
  public PumpSample withConcentration(Optional<Concentration> other) {
    return other.equals(concentration)
        ? this
        : new PumpSample(
            origin,
            drug,
            state,
            rateMlPerHour,
            deliveredNanolitres,
            other,
            programmedWeightKg,
            alarms);
  }

  private static void requireWithin(
      String name, double value, double low, double high, String unit) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          name + " " + value + " " + unit + " is outside " + low + " to " + high);
    }
  }

  /**
   * A volume as whole nanolitres, rounded to the nearest.
   *
   * @param millilitres 0 to {@link #MAX_VOLUME_ML}
   */
  public static long nanolitres(double millilitres) {
    requireWithin("volume", millilitres, 0, MAX_VOLUME_ML, "mL");
    return Math.round(millilitres * NANOLITRES_PER_ML);
  }
}
