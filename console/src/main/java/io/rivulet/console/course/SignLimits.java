package io.rivulet.console.course;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The limits of one sign.
 *
 * @param source NIBP, ART or MONITOR
 * @param component such as systolic
 * @param unit of the values
 * @param warningHigh at or above
 * @param criticalHigh at or above
 * @param warningLow at or below
 * @param criticalLow at or below
 * @param relative limits over the subject's baseline, in words
 */
public record SignLimits(
    String source,
    String component,
    String unit,
    OptionalDouble warningHigh,
    OptionalDouble criticalHigh,
    OptionalDouble warningLow,
    OptionalDouble criticalLow,
    Optional<String> relative) {}
