package io.rivulet.domain.reading;

/** One coherent sample of a device: everything it said about one instant. */
public sealed interface Reading permits PumpSample, VitalsSample {
  /** Which device, when, and its count. */
  Origin origin();
}
