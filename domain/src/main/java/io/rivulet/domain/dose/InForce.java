package io.rivulet.domain.dose;

import io.rivulet.domain.unit.Concentration;
import io.rivulet.domain.version.Version;
import io.rivulet.domain.version.Versions;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What was in force while a volume moved, with the session's own versions named by their starts and
 * not by their values: a corrected weight keeps the start of the wrong one, and so re-values also
 * what was moved long ago.
 *
 * @param reported the concentration that the pump reported; empty where it never reported one
 * @param concentrationFrom start of the session's version of the concentration, where the pump
 *     reports none; empty where the session knew none either
 * @param weightFrom start of the version of the weight; empty where the session knew none
 */
public record InForce(
    Optional<Concentration> reported,
    Optional<Instant> concentrationFrom,
    Optional<Instant> weightFrom) {
  /** Where nothing is known, and nothing can be valued. */
  public static final InForce UNKNOWN =
      new InForce(Optional.empty(), Optional.empty(), Optional.empty());

  /** Refuses missing parts, and two concentrations. */
  public InForce {
    Objects.requireNonNull(weightFrom, "weightFrom");
    if (reported.isPresent() && concentrationFrom.isPresent()) {
      throw new IllegalArgumentException("a pump that reports " + reported + " takes no other");
    }
  }

  /** Whether nothing says what the volume held. */
  boolean withoutConcentration() {
    return reported.isEmpty() && concentrationFrom.isEmpty();
  }

  InForce reporting(Concentration concentration) {
    return new InForce(Optional.of(concentration), Optional.empty(), weightFrom);
  }

  /**
   * The values by the plan as it is now. A version that no longer starts where it did counts as the
   * one that holds at that instant; what moved before any was known takes the first.
   */
  Stretch by(DosePlan plan, String drug) {
    Optional<Double> weightKg = valueFrom(plan.weightsKg(), weightFrom);
    return new Stretch(
        reported.or(() -> valueFrom(plan.concentration(drug), concentrationFrom)),
        weightKg.isPresent() ? OptionalDouble.of(weightKg.get()) : OptionalDouble.empty());
  }

  private static <T> Optional<T> valueFrom(Versions<T> versions, Optional<Instant> from) {
    return from.isPresent()
        ? versions.asOf(from.get())
        : versions.list().stream().findFirst().map(Version::value);
  }
}
