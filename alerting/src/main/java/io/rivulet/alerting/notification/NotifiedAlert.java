package io.rivulet.alerting.notification;

import io.rivulet.domain.alert.AlertKind;
import io.rivulet.domain.alert.AlertPriority;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * An alert as it was when somebody was told of it. Subjects are pseudonyms; there is no free text
 * of a person but the note.
 *
 * @param id the alert's id
 * @param revision of the statement it shows
 * @param category such as PRESSURE_EXCURSION
 * @param kind physiological or technical
 * @param priority how soon somebody should look
 * @param state how it stands
 * @param detail what was measured against which limit, with units, 1 to 1,000 characters
 * @param site the clinic, where known
 * @param careUnit the ward or room, where configured
 * @param session whose, where there is one
 * @param device which, where there is one
 * @param drug which, where it is about one
 * @param measured what was measured, in unit
 * @param limit the limit, in unit
 * @param unit UCUM unit of both
 * @param start when the condition began
 * @param end when it ended, where known
 * @param flaps how often it went and came back
 * @param acknowledgedBy who said that they know
 * @param note what they noted, up to 500 characters
 * @param successor the alert that took its place, of a withdrawn one
 */
public record NotifiedAlert(
    String id,
    long revision,
    String category,
    AlertKind kind,
    AlertPriority priority,
    AlertState state,
    String detail,
    Optional<String> site,
    Optional<String> careUnit,
    Optional<String> session,
    Optional<String> device,
    Optional<String> drug,
    OptionalDouble measured,
    OptionalDouble limit,
    Optional<String> unit,
    Instant start,
    Optional<Instant> end,
    int flaps,
    Optional<String> acknowledgedBy,
    Optional<String> note,
    Optional<String> successor) {
  /** Refuses missing parts. */
  public NotifiedAlert {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(category, "category");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(priority, "priority");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(detail, "detail");
    Objects.requireNonNull(start, "start");
  }
}
