package io.rivulet.console.course;

import java.time.Instant;

/**
 * How often pressure is to be taken from an instant on.
 *
 * @param key its event
 * @param from from here on
 * @param intervalSeconds s
 * @param by who recorded it
 * @param recordedAt when
 */
public record OrderItem(
    String key, Instant from, long intervalSeconds, String by, Instant recordedAt)
    implements CourseItem {
  @Override
  public Instant place() {
    return from;
  }
}
