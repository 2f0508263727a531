package io.rivulet.store.cohort;

import java.time.Instant;

/**
 * A saved version of a cohort.
 *
 * @param name the cohort
 * @param version from 1
 * @param definition as it was saved
 * @param sha256 of the definition, hexadecimal
 * @param asOf when it was saved
 * @param landed where landing stood then, as JSON: {topic/partition: next offset}
 * @param sessions how many it has
 */
public record CohortVersion(
    String name,
    int version,
    String definition,
    String sha256,
    Instant asOf,
    String landed,
    long sessions) {}
