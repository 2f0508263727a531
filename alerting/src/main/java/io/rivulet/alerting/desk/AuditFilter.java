package io.rivulet.alerting.desk;

import io.rivulet.alerting.audit.AuditEvent;
import java.util.Objects;
import java.util.Optional;

/**
 * Which audit entries.
 *
 * @param alert about this alert
 * @param incident about this incident
 * @param event of this kind
 */
public record AuditFilter(
    Optional<String> alert, Optional<String> incident, Optional<AuditEvent> event) {
  /** Every entry. */
  public static final AuditFilter ALL =
      new AuditFilter(Optional.empty(), Optional.empty(), Optional.empty());

  /** Refuses missing parts. */
  public AuditFilter {
    Objects.requireNonNull(alert, "alert");
    Objects.requireNonNull(incident, "incident");
    Objects.requireNonNull(event, "event");
  }
}
