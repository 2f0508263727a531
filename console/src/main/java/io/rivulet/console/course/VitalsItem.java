package io.rivulet.console.course;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A sample of a monitor, not judged.
 *
 * @param key device, time and sequence number
 * @param device the monitor
 * @param at when, by its clock
 * @param pressures at most one of each source
 * @param heartRatePerMinute 1/min
 * @param spo2Percent %
 * @param respiratoryRatePerMinute 1/min
 * @param etco2MmHg mmHg
 */
public record VitalsItem(
    String key,
    String device,
    Instant at,
    List<PressureValue> pressures,
    OptionalDouble heartRatePerMinute,
    OptionalDouble spo2Percent,
    OptionalDouble respiratoryRatePerMinute,
    OptionalDouble etco2MmHg)
    implements CourseItem {
  @Override
  public Instant place() {
    return at;
  }
}
