package io.rivulet.store.cohort;

import java.time.Instant;

/**
 * A saved version of a cohort.
 *
 * @param owner the researcher whose it is, and then names and times in it are those of research;
 *     empty for one over the clinical tables
 * @param name the cohort
 * @param version from 1
 * @param definition as it was saved
 * @param sha256 of the definition, hexadecimal
 * @param asOf when it was saved
 * @param landed where landing stood then, as JSON: {topic/partition: next offset}
 * @param sessions how many it has
 */
public record CohortVersion(
    String owner,
    String name,
    int version,
    String definition,
    String sha256,
    Instant asOf,
    String landed,
    long sessions) {}
