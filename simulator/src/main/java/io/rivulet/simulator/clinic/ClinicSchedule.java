package io.rivulet.simulator.clinic;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Who sits where when. Every chair takes a session each 135 minutes, and chairs start at equal
 * distances from one another, so that at any time some prepare, infuse and observe. The plan is
 * fixed since 1970, so a clinic that is started again goes on where it would have been.
 */
record ClinicSchedule(ClinicConfig config) {
  private static final long CYCLE_SECONDS = ScheduledSession.SECONDS + 900L;

  /** Sessions that start in a stretch of time, in order. */
  List<ScheduledSession> starting(long fromEpochSecond, long toEpochSecondExclusive) {
    List<ScheduledSession> sessions = new ArrayList<>();
    for (int chair = 0; chair < config.sessions(); chair++) {
      long offset = chair * CYCLE_SECONDS / config.sessions();
      long cycle = Math.floorDiv(fromEpochSecond - offset + CYCLE_SECONDS - 1, CYCLE_SECONDS);
      for (long start = cycle * CYCLE_SECONDS + offset;
          start < toEpochSecondExclusive;
          start += CYCLE_SECONDS) {
        sessions.add(
            new ScheduledSession(
                chair,
                Math.floorDiv(start - offset, CYCLE_SECONDS) * config.sessions() + chair,
                config.sites().get(chair % config.sites().size()),
                Instant.ofEpochSecond(start)));
      }
    }
    sessions.sort(java.util.Comparator.comparingLong(ScheduledSession::ordinal));
    return sessions;
  }

  /**
   * Sessions a clinic that starts now has to publish: those of the backfill, and those under way.
   */
  List<ScheduledSession> toBackfill(Instant now) {
    long from = now.minus(config.backfill()).getEpochSecond();
    long underWay = now.getEpochSecond() - ScheduledSession.SECONDS + 1;
    return starting(Math.min(from, underWay), now.getEpochSecond() + 1);
  }
}
