package io.rivulet.domain.alert;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A condition somebody may have to act on, in the terms of IEC 60601-1-8.
 *
 * @param id hash of what it is about
 * @param category which rule found it
 * @param priority how soon somebody should look
 * @param present whether the condition is there
 * @param start when it began, by device time
 * @param end when it ended
 * @param detail what was measured against which limit, with units
 */
public record Alert(
    String id,
    Category category,
    Priority priority,
    boolean present,
    Instant start,
    Optional<Instant> end,
    String detail) {
  /** Physiological alerts are about the subject, technical ones about the equipment. */
  public enum Kind {
    /** About the subject. */
    PHYSIOLOGICAL,
    /** About the equipment. */
    TECHNICAL
  }

  /** The rule that found it. */
  public enum Category {
    /** Pressure beyond a limit, confirmed. */
    PRESSURE_EXCURSION(Kind.PHYSIOLOGICAL),
    /** The volume counter and rate x time disagree. */
    DOSE_MISMATCH(Kind.TECHNICAL);

    private final Kind kind;

    Category(Kind kind) {
      this.kind = kind;
    }

    /** What it is about. */
    public Kind kind() {
      return kind;
    }
  }

  /** How soon somebody should look. */
  public enum Priority {
    /** At once. */
    HIGH,
    /** Soon. */
    MEDIUM,
    /** When there is time. */
    LOW
  }

  /** Refuses missing parts. */
  public Alert {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(category, "category");
    Objects.requireNonNull(priority, "priority");
    Objects.requireNonNull(start, "start");
  }
}
