package io.rivulet.store.read;

import java.time.Instant;
import java.util.Optional;

/**
 * A run of pressure readings beyond a limit, as last stated, not withdrawn.
 *
 * @param id hash of session, source, component, direction and start
 * @param session the session
 * @param source NIBP or ART
 * @param component systolic, diastolic or mean
 * @param direction high or low
 * @param severity warning or critical
 * @param start the first reading beyond
 * @param end the reading that closed it; empty while open
 * @param peakMmHg the extreme value, mmHg
 * @param readings readings since the start that did not close it, with the first
 * @param revision of this statement
 * @param profile the limits profile in force at the start
 * @param profileVersion that profile's version
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
    double peakMmHg,
    int readings,
    long revision,
    String profile,
    int profileVersion) {}
