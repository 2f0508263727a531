package io.rivulet.console.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.rivulet.runtime.http.Json;
import io.rivulet.store.read.SeriesRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A series as the page reads it.
 *
 * @param unit of doses, which are per kg
 * @param steps planned sessions: number, dosePerKg, daysAfter
 * @param dosesSet doses that people decided: number, dosePerKg, reason
 */
record SeriesView(
    String series,
    String subject,
    String drug,
    String route,
    String unit,
    JsonNode steps,
    JsonNode dosesSet,
    Optional<Instant> closed,
    List<SeriesRow.Held> sessions,
    List<SeriesRow.Score> outcomes) {
  SeriesView {
    sessions = List.copyOf(sessions);
    outcomes = List.copyOf(outcomes);
  }

  static SeriesView of(SeriesRow row) {
    return new SeriesView(
        row.series(),
        row.subject(),
        row.drug(),
        row.route(),
        row.unit(),
        Json.read(row.steps()),
        Json.read(row.dosesSet()),
        row.closed(),
        row.sessions(),
        row.outcomes());
  }
}
