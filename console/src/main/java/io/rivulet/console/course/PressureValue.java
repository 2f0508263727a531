package io.rivulet.console.course;

import java.util.OptionalDouble;

/**
 * One blood pressure, mmHg, not judged.
 *
 * @param source NIBP or ART
 * @param systolic mmHg
 * @param diastolic mmHg
 * @param mean mmHg
 */
public record PressureValue(
    String source, OptionalDouble systolic, OptionalDouble diastolic, OptionalDouble mean) {}
