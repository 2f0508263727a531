package io.rivulet.domain.session;

import java.util.Optional;
import java.util.OptionalDouble;

/** What is observed, and the scale it is scored on. */
public enum ObservationKind {
  /** Dissociation: Clinician-Administered Dissociative States Scale, 23 items of 0 to 4. */
  CADSS(new Scale(0, 92)),
  /** Sedation: Modified Observer's Assessment of Alertness/Sedation, 5 is alert. */
  MOAA_S(new Scale(0, 5)),
  /** Nausea as the subject rates it, 0 is none. */
  NAUSEA(new Scale(0, 10)),
  /** Dizziness as the subject rates it, 0 is none. */
  DIZZINESS(new Scale(0, 10)),
  /** Anything else worth a note; it has no score. */
  EVENT(null);

  /** The lowest and the highest whole score, both inclusive. */
  public record Scale(int lowest, int highest) {}

  private final Scale scale;

  ObservationKind(Scale scale) {
    this.scale = scale;
  }

  /** The scale; empty where there is no score. */
  public Optional<Scale> scale() {
    return Optional.ofNullable(scale);
  }

  /** What records and people call it. */
  public String code() {
    return name();
  }

  /** Refuses a missing score, one that is off the scale, and one where there is no scale. */
  void check(OptionalDouble score) {
    if (scale == null) {
      if (score.isPresent()) {
        throw new IllegalArgumentException(code() + " has no score; say in the note what happened");
      }
      return;
    }
    double value =
        score.orElseThrow(() -> new IllegalArgumentException(code() + " has no score; " + range()));
    // Every one of these scales counts in whole points.
    if (!(value >= scale.lowest && value <= scale.highest) || value != Math.rint(value)) {
      throw new IllegalArgumentException(code() + " score " + value + " is refused; " + range());
    }
  }

  private String range() {
    return "it is a whole number from " + scale.lowest + " to " + scale.highest;
  }

  /**
   * The kind with this code.
   *
   * @throws IllegalArgumentException naming what is accepted
   */
  public static ObservationKind ofCode(String code) {
    return Checks.constant(ObservationKind.class, "observation", code);
  }
}
