package io.rivulet.domain.dose;

import io.rivulet.domain.unit.Concentration;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What was in force while a volume moved. Volumes are summed for each stretch as whole nanolitres,
 * so the sum is exact and does not depend on the order of its parts; only then do concentration and
 * weight come in.
 *
 * @param concentration empty where nobody knows
 * @param weightKg the session's weight, empty where none was recorded
 */
public record Stretch(Optional<Concentration> concentration, OptionalDouble weightKg)
    implements Comparable<Stretch> {
  private static final Comparator<Stretch> ORDER =
      Comparator.comparing(
              (Stretch stretch) -> stretch.concentration.orElse(null),
              Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparingDouble(stretch -> stretch.weightKg.orElse(0));

  @Override
  public int compareTo(Stretch other) {
    return ORDER.compare(this, other);
  }
}
