package io.rivulet.console.backtest;

import java.util.Objects;

/**
 * A session that somebody chose, and what they may know of it.
 *
 * @param session as the clinical tables name it
 * @param site the clinic, as the clinical tables name it
 * @param shown what the report calls it
 * @param disguise how much of it is hidden
 */
public record ChosenSession(String session, String site, String shown, Disguise disguise) {
  /**
   * How a report hides whose a session is.
   *
   * @param hidden whether site, devices and wording are left out
   * @param shiftDays days of 24 hours added to every time
   */
  public record Disguise(boolean hidden, int shiftDays) {
    /** Nothing is hidden. */
    public static final Disguise NONE = new Disguise(false, 0);
  }

  /** Refuses missing parts. */
  public ChosenSession {
    Objects.requireNonNull(session, "session");
    Objects.requireNonNull(site, "site");
    Objects.requireNonNull(shown, "shown");
    Objects.requireNonNull(disguise, "disguise");
  }
}
