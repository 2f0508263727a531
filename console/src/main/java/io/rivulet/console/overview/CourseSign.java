package io.rivulet.console.overview;

import io.rivulet.store.read.SessionCourse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How far a session has come.
 *
 * @param phase the latest entered, such as INFUSION
 * @param phaseSince when it was entered
 * @param eligible whether the session may go on, by the latest screening; empty before one
 * @param failedFlags codes of what the subject did not pass then
 * @param pressureIntervalSeconds ordered time between pressures, s
 * @param series the series it belongs to
 * @param seriesNumber which session of the series, from 1
 */
public record CourseSign(
    Optional<String> phase,
    Optional<Instant> phaseSince,
    Optional<Boolean> eligible,
    List<String> failedFlags,
    OptionalLong pressureIntervalSeconds,
    Optional<String> series,
    OptionalInt seriesNumber) {
  static CourseSign of(SessionCourse course) {
    return new CourseSign(
        course.phase(),
        course.phaseSince(),
        course.eligible(),
        course.failedFlags(),
        course.pressureInterval().isPresent()
            ? OptionalLong.of(course.pressureInterval().get().toSeconds())
            : OptionalLong.empty(),
        course.series(),
        course.seriesNumber());
  }
}
