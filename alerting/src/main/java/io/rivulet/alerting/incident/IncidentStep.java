package io.rivulet.alerting.incident;

import io.rivulet.alerting.audit.AuditEntry;
import io.rivulet.alerting.notification.Notification;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is decided about an incident at an instant. All of it is written in one transaction.
 *
 * @param incident how it stands now
 * @param notifications what is to be told, to each receiver at most one thing
 * @param audit what happened, in order
 * @param due when to decide again if nothing happens before; empty where nothing would change
 */
public record IncidentStep(
    Incident incident,
    List<Notification> notifications,
    List<AuditEntry> audit,
    Optional<Instant> due) {
  /** Copies what it is given. */
  public IncidentStep {
    Objects.requireNonNull(incident, "incident");
    notifications = List.copyOf(notifications);
    audit = List.copyOf(audit);
    Objects.requireNonNull(due, "due");
  }
}
