package io.rivulet.console.course;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a person saw or asked.
 *
 * @param key its event
 * @param at when
 * @param kind of what
 * @param score on the scale of its kind
 * @param note what happened
 * @param by who recorded it
 * @param recordedAt when
 */
public record ObservationItem(
    String key,
    Instant at,
    String kind,
    OptionalDouble score,
    Optional<String> note,
    String by,
    Instant recordedAt)
    implements CourseItem {
  @Override
  public Instant place() {
    return at;
  }
}
