package io.rivulet.console.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.rivulet.runtime.http.Json;
import io.rivulet.store.read.RecordedEventRow;
import java.time.Instant;
import java.util.Optional;

/**
 * An event of a session as the page reads it.
 *
 * @param kind such as {@code weight}
 * @param from from when it holds, or when it happened
 * @param to until when it holds, exclusive
 * @param replaces the event it corrects, replaces or takes back
 * @param body fields of its kind
 */
record EventView(
    String eventId,
    String kind,
    Instant recorded,
    String recordedBy,
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<String> replaces,
    boolean withdrawn,
    JsonNode body) {
  static EventView of(RecordedEventRow row) {
    return new EventView(
        row.eventId(),
        row.kind(),
        row.recorded(),
        row.recordedBy(),
        row.from(),
        row.to(),
        row.replaces(),
        row.withdrawn(),
        Json.read(row.body()));
  }
}
