package io.rivulet.store.read;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a person saw or asked.
 *
 * @param session the session
 * @param time when
 * @param kind CADSS, MOAA_S, NAUSEA, DIZZINESS or EVENT
 * @param score on the kind's own scale; empty for an event
 * @param note what happened; empty where the score says it all
 * @param recordedBy who charted it
 */
public record ObservationRow(
    String session,
    Instant time,
    String kind,
    OptionalDouble score,
    Optional<String> note,
    String recordedBy) {}
