package io.rivulet.domain.dose;

import io.rivulet.domain.unit.Concentration;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/**
 * What a pump holds.
 *
 * @param drug as named on the pump
 * @param concentration the last the pump had reported for it; empty where it had reported none yet
 */
public record Content(String drug, Optional<Concentration> concentration)
    implements Comparable<Content> {
  private static final Comparator<Content> ORDER =
      Comparator.comparing(Content::drug)
          .thenComparing(
              content -> content.concentration().orElse(null),
              Comparator.nullsFirst(Comparator.naturalOrder()));

  /** Refuses missing parts. */
  public Content {
    Objects.requireNonNull(drug, "drug");
    Objects.requireNonNull(concentration, "concentration");
  }

  @Override
  public int compareTo(Content other) {
    return ORDER.compare(this, other);
  }
}
