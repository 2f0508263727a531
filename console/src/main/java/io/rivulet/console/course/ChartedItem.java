package io.rivulet.console.course;

import java.time.Instant;

/**
 * A dose that a person charted.
 *
 * @param key its event
 * @param at when it was given
 * @param drug the drug
 * @param route how
 * @param amount in {@code unit}
 * @param unit mg, [IU] or meq
 * @param by who recorded it
 * @param recordedAt when
 */
public record ChartedItem(
    String key,
    Instant at,
    String drug,
    String route,
    double amount,
    String unit,
    String by,
    Instant recordedAt)
    implements CourseItem {
  @Override
  public Instant place() {
    return at;
  }
}
