package io.rivulet.console.access.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * Which entries somebody looks for; all of what is said has to hold.
 *
 * @param who name of the user or machine
 * @param action what; with a star at its end, whatever begins so
 * @param subject what it is about
 * @param site one of its sites
 * @param from from when, inclusive
 * @param to until when, exclusive
 * @param before entries with a lower id only; the cursor of paging
 * @param limit entries at most, 1 to 500
 */
public record AuditQuestion(
    Optional<String> who,
    Optional<String> action,
    Optional<String> subject,
    Optional<String> site,
    Optional<Instant> from,
    Optional<Instant> to,
    long before,
    int limit) {}
