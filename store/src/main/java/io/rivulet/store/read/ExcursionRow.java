package io.rivulet.store.read;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A run of readings beyond a limit, as last stated, not withdrawn.
 *
 * @param id hash of session, source, component, direction and start
 * @param session the session
 * @param source NIBP, ART or, for what is no pressure, MONITOR
 * @param component systolic, diastolic, mean, heartRate, spo2, respiratoryRate or etco2
 * @param direction high or low
 * @param severity warning or critical
 * @param start the first reading beyond
 * @param end the reading that closed it; empty while open
 * @param peak the extreme value, in {@code unit}
 * @param readings readings since the start that did not close it, with the first
 * @param revision of this statement
 * @param profile the limits profile in force at the start
 * @param profileVersion that profile's version
 * @param unit the UCUM unit of peak, limit and baseline
 * @param limit the warning limit it went beyond; empty in statements of earlier releases
 * @param baseline the subject's baseline the limit was worked out from; empty for an absolute limit
 */
public record ExcursionRow(
    String id,
    String session,
    String source,
    String component,
    String direction,
    String severity,
    Instant start,
    Optional<Instant> end,
    double peak,
    int readings,
    long revision,
    String profile,
    int profileVersion,
    String unit,
    OptionalDouble limit,
    OptionalDouble baseline) {}
