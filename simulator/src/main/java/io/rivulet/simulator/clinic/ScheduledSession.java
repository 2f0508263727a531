package io.rivulet.simulator.clinic;

import java.time.Instant;

/**
 * A session of the clinic's plan.
 *
 * @param chair from 0
 * @param ordinal number of the session over all chairs; sessions start in this order
 * @param site the clinic
 * @param start when the person sits down
 */
record ScheduledSession(int chair, long ordinal, String site, Instant start) {
  /** From sitting down to the start of the infusion, s. */
  static final int PREPARATION_SECONDS = 600;

  /** From sitting down to leaving, s: preparation, infusion, 70 minutes of observation. */
  static final int SECONDS = 7_200;

  /** When the person leaves. */
  Instant end() {
    return start.plusSeconds(SECONDS);
  }
}
