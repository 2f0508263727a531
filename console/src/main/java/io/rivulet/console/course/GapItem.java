package io.rivulet.console.course;

import java.time.Instant;

/**
 * Where a pump was not seen, or what it said is not enough to know what moved.
 *
 * @param key device and begin
 * @param device the pump
 * @param from the last sample before
 * @param to the first after
 * @param kind silent, reset or estimated
 * @param uncertainMl what may have moved unseen at most, mL
 */
public record GapItem(
    String key, String device, Instant from, Instant to, String kind, double uncertainMl)
    implements CourseItem {
  @Override
  public Instant place() {
    return from;
  }
}
