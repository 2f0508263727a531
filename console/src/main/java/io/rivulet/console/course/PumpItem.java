package io.rivulet.console.course;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A sample of a pump.
 *
 * @param key device, time and sequence number
 * @param device the pump
 * @param at when, by its clock
 * @param drug as named on it
 * @param state what it was doing
 * @param rateMlPerHour flow, mL/h
 * @param deliveredMl its counter, mL
 * @param alarms what it raised
 */
public record PumpItem(
    String key,
    String device,
    Instant at,
    String drug,
    String state,
    OptionalDouble rateMlPerHour,
    OptionalDouble deliveredMl,
    List<String> alarms)
    implements CourseItem {
  @Override
  public Instant place() {
    return at;
  }
}
