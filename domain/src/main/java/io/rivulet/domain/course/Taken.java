package io.rivulet.domain.course;

/** What became of an element that a {@link Course} was given. */
public enum Taken {
  /** It is held already, by its origin; nothing changed. */
  REPEAT,
  /** It lies at or before what was folded away: too late to be told from a repeat or to count. */
  BEYOND_HORIZON,
  /** It is later than all before, and the rule took one step. */
  NEXT,
  /** It took its place among those held, and the rule went over them again. */
  LATE;

  /** Whether the course's state takes the element into account. */
  public boolean counts() {
    return this == NEXT || this == LATE;
  }
}
