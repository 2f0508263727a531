package io.rivulet.store.read;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A condition that somebody may have to act on, as last stated.
 *
 * @param id hash of what the alert is about
 * @param session the session, where there is one
 * @param device the device, where there is one
 * @param kind physiological or technical
 * @param category a code such as PRESSURE_EXCURSION
 * @param priority high, medium or low
 * @param present whether the condition is present
 * @param start when it began, by device time
 * @param end when it ended; empty while it lasts, and where that is not known
 * @param detail what was measured against which limit, with units
 * @param revision of this statement
 * @param withdrawn whether later data took it back
 * @param signal on, latched or off
 * @param site the clinic, where known
 * @param drug the drug, where it is about one
 * @param measured the extreme so far, in {@code unit}
 * @param limit what it was held against, in {@code unit}
 * @param unit the UCUM unit of both
 * @param profile the limits profile the limit is from
 * @param profileVersion that profile's version
 * @param flaps how often the condition went and came back within the hold time
 * @param successor the alert that took its place, where withdrawn for one
 * @param source NIBP, ART or MONITOR, where it is about a vital sign
 * @param component which number, such as systolic, where it is about a vital sign
 * @param direction high or low, where it is about a side of a limit
 */
public record AlertRow(
    String id,
    Optional<String> session,
    Optional<String> device,
    String kind,
    String category,
    String priority,
    boolean present,
    Instant start,
    Optional<Instant> end,
    String detail,
    long revision,
    boolean withdrawn,
    String signal,
    Optional<String> site,
    Optional<String> drug,
    OptionalDouble measured,
    OptionalDouble limit,
    Optional<String> unit,
    Optional<String> profile,
    OptionalInt profileVersion,
    int flaps,
    Optional<String> successor,
    Optional<String> source,
    Optional<String> component,
    Optional<String> direction) {}
