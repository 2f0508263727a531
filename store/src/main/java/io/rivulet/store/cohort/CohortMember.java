package io.rivulet.store.cohort;

/**
 * A session of a cohort.
 *
 * @param session its name
 * @param contentSha256 over what is stated of it, hexadecimal
 * @param site its clinic; empty where only the ledger was asked
 * @param subject its subject; empty where only the ledger was asked
 */
record CohortMember(String session, String contentSha256, String site, String subject) {}
