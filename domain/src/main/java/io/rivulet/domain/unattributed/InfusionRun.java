package io.rivulet.domain.unattributed;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;

/**
 * A time through which a pump delivered.
 *
 * @param start its first sample that shows it, by the pump's clock
 * @param last its latest one
 * @param peakMlPerHour the highest flow; empty where the pump reports none
 */
public record InfusionRun(Instant start, Instant last, OptionalDouble peakMlPerHour) {
  /** Refuses an end before the start. */
  public InfusionRun {
    if (last.isBefore(start)) {
      throw new IllegalArgumentException("infusion from " + start + " ends before, at " + last);
    }
  }

  InfusionRun with(Instant time, OptionalDouble rateMlPerHour) {
    double before = peakMlPerHour.orElse(0);
    boolean higher = rateMlPerHour.isPresent() && rateMlPerHour.getAsDouble() > before;
    return new InfusionRun(start, time, higher ? rateMlPerHour : peakMlPerHour);
  }

  boolean longerThan(Duration grace) {
    return Duration.between(start, last).compareTo(grace) > 0;
  }
}
