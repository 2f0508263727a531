package io.rivulet.console.course;

import java.time.Instant;

/**
 * A weight that holds from an instant on, the first also before.
 *
 * @param key its event
 * @param from from here on
 * @param weightKg kg
 * @param corrected whether it took the place of a wrong one
 * @param by who recorded it
 * @param recordedAt when
 */
public record WeightItem(
    String key, Instant from, double weightKg, boolean corrected, String by, Instant recordedAt)
    implements CourseItem {
  @Override
  public Instant place() {
    return from;
  }
}
