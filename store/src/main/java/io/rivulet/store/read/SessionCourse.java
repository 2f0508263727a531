package io.rivulet.store.read;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How far a session has come, by its events.
 *
 * @param phase the latest entered, such as INFUSION; empty where none was recorded
 * @param phaseSince when it was entered
 * @param screened when the subject was last screened; empty before
 * @param eligible whether the session may go on, by that screening
 * @param failedFlags codes of what the subject did not pass then
 * @param pressureInterval ordered time between pressures; empty where none is ordered
 * @param series the series it belongs to; empty for none
 * @param seriesNumber which session of the series, from 1
 */
public record SessionCourse(
    Optional<String> phase,
    Optional<Instant> phaseSince,
    Optional<Instant> screened,
    Optional<Boolean> eligible,
    List<String> failedFlags,
    Optional<Duration> pressureInterval,
    Optional<String> series,
    OptionalInt seriesNumber) {
  /** Keeps a list that nobody changes. */
  public SessionCourse {
    failedFlags = List.copyOf(failedFlags);
  }
}
