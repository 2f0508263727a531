package io.rivulet.domain.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A time through which a clock was not to be trusted.
 *
 * @param start receipt of the statement that began it
 * @param end receipt of the statement that ended it; empty while it lasts
 * @param worst the largest error stated in it
 */
public record ClockRun(Instant start, Optional<Instant> end, Duration worst) {}
