package io.rivulet.store.read;

import java.time.Instant;
import java.util.Optional;

/**
 * One event of a session as it was recorded.
 *
 * @param eventId of the event
 * @param kind such as {@code weight} or {@code charted-dose}
 * @param recorded when it was recorded
 * @param recordedBy by whom, such as {@code ada via console}
 * @param from from when it holds, or when it happened
 * @param to until when it holds, exclusive; empty while it lasts
 * @param replaces the event it corrects, replaces or takes back
 * @param withdrawn whether it was taken back
 * @param body the rest, as a JSON object with the fields of its kind
 */
public record RecordedEventRow(
    String eventId,
    String kind,
    Instant recorded,
    String recordedBy,
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<String> replaces,
    boolean withdrawn,
    String body) {}
