package io.rivulet.store.read;

import java.util.Optional;

/**
 * What became of the pressure readings of one source in one session.
 *
 * @param session the session
 * @param source NIBP or ART
 * @param revision of this statement
 * @param readings distinct readings, the implausible ones too
 * @param rejected readings refused as implausible
 * @param unconfirmed readings beyond a warning limit that no second one confirmed
 * @param duplicates repeats left out
 * @param notEvaluable readings that no limits profile was there to judge
 * @param latest the latest plausible reading; empty where there is none
 */
public record TallyRow(
    String session,
    String source,
    long revision,
    long readings,
    long rejected,
    long unconfirmed,
    long duplicates,
    long notEvaluable,
    Optional<PressureRow> latest) {}
