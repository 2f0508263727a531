package io.rivulet.console.course;

import java.time.Instant;
import java.util.Optional;

/**
 * An alert, as last stated.
 *
 * @param key its id
 * @param revision of this statement
 * @param kind physiological or technical
 * @param category a code
 * @param priority high, medium or low
 * @param present whether the condition is present
 * @param signal on, latched or off
 * @param start when it began
 * @param end when it ended
 * @param detail what was measured against which limit
 * @param withdrawn whether later data took it back
 */
public record AlertItem(
    String key,
    long revision,
    String kind,
    String category,
    String priority,
    boolean present,
    String signal,
    Instant start,
    Optional<Instant> end,
    String detail,
    boolean withdrawn)
    implements CourseItem {
  @Override
  public Instant place() {
    return start;
  }
}
