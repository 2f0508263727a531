package io.rivulet.domain.session;

/** What a session is at, in the order in which sessions usually go. */
public enum Phase {
  /** Whether the subject may be treated. */
  SCREENING,
  /** Line, monitor, first readings. */
  PREPARATION,
  /** The drug is given. */
  INFUSION,
  /** The subject is watched until the effects are gone. */
  OBSERVATION,
  /** The subject leaves. */
  DISCHARGE,
  /** What was experienced is talked over. */
  INTEGRATION;

  /**
   * The phase with this name.
   *
   * @throws IllegalArgumentException naming what is accepted
   */
  public static Phase ofCode(String code) {
    return Checks.constant(Phase.class, "phase", code);
  }

  /** Whether a session that enters this phase after the other one goes back. */
  public boolean isBefore(Phase other) {
    return compareTo(other) < 0;
  }
}
