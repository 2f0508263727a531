package io.rivulet.alerting.audit;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that happened, for the audit trail.
 *
 * @param event what
 * @param time when, by the clock of the instance that wrote it
 * @param actor who: a token's name, or {@code rivulet} where nobody asked for it
 * @param alert the alert it is about, where it is about one
 * @param incident the incident it is about, where it is about one
 * @param detail further facts by name, in a fixed order when written; values up to 1,000 characters
 */
public record AuditEntry(
    AuditEvent event,
    Instant time,
    String actor,
    Optional<String> alert,
    Optional<String> incident,
    Map<String, String> detail) {
  /** Who acts where nobody asked. */
  public static final String RIVULET = "rivulet";

  /** Refuses missing parts. */
  public AuditEntry {
    Objects.requireNonNull(event, "event");
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(actor, "actor");
    Objects.requireNonNull(alert, "alert");
    Objects.requireNonNull(incident, "incident");
    detail = Map.copyOf(detail);
  }
}
