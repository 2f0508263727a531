package io.rivulet.store.read;

import java.time.Instant;

/**
 * An open session and the limits profile it is judged by.
 *
 * @param session its name
 * @param site where it is
 * @param profile the profile's name
 * @param since from when the profile applies to it
 */
public record LimitsUseRow(String session, String site, String profile, Instant since) {}
