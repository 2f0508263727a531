package io.rivulet.console.course;

import java.time.Instant;
import java.util.Optional;

/**
 * A device of the session.
 *
 * @param key its event
 * @param device the device
 * @param from inclusive
 * @param to exclusive; empty while it lasts
 * @param by who recorded it
 * @param recordedAt when
 */
public record BindingItem(
    String key, String device, Instant from, Optional<Instant> to, String by, Instant recordedAt)
    implements CourseItem {
  @Override
  public Instant place() {
    return from;
  }
}
