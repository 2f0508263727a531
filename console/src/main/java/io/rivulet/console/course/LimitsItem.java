package io.rivulet.console.course;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The limits that held for a stretch of time.
 *
 * @param key profile, version and begin
 * @param from empty from the beginning on
 * @param to empty while they hold
 * @param profile the name of the profile
 * @param version which version of it
 * @param signs by source and component
 */
public record LimitsItem(
    String key,
    Optional<Instant> from,
    Optional<Instant> to,
    String profile,
    int version,
    List<SignLimits> signs)
    implements CourseItem {
  @Override
  public Instant place() {
    return from.orElse(Instant.EPOCH);
  }
}
