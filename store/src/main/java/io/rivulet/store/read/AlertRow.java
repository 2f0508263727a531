package io.rivulet.store.read;

import java.time.Instant;
import java.util.Optional;

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
 * @param end when it ended; empty while it lasts
 * @param detail what was measured against which limit, with units
 * @param revision of this statement
 * @param withdrawn whether later data took it back
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
    boolean withdrawn) {}
