package io.rivulet.console.course;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * A planned dose that holds from an instant on, the first also before.
 *
 * @param key its event
 * @param from from here on
 * @param drug the drug
 * @param dosePerKg cumulative, in {@code unit} per kg
 * @param unit mg, [IU] or meq
 * @param durationSeconds planned duration, s
 * @param by who recorded it
 * @param recordedAt when
 */
public record PlanItem(
    String key,
    Instant from,
    String drug,
    double dosePerKg,
    String unit,
    OptionalLong durationSeconds,
    String by,
    Instant recordedAt)
    implements CourseItem {
  @Override
  public Instant place() {
    return from;
  }
}
