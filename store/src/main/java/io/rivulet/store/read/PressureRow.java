package io.rivulet.store.read;

import java.time.Instant;
import java.util.OptionalDouble;

/**
 * One blood pressure, mmHg; at least one component is there.
 *
 * @param source NIBP or ART
 * @param time by the monitor's clock
 * @param systolic peak, mmHg
 * @param diastolic trough, mmHg
 * @param mean mean, mmHg
 */
public record PressureRow(
    String source,
    Instant time,
    OptionalDouble systolic,
    OptionalDouble diastolic,
    OptionalDouble mean) {}
