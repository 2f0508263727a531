package io.rivulet.alerting.desk;

import io.rivulet.alerting.audit.AuditRecord;
import java.util.List;
import java.util.Optional;

/**
 * An alert with everything that happened to it.
 *
 * @param alert as it is now
 * @param suppressed why it is not told now, where it is not
 * @param incidents that it belongs to, the latest first, at most 20
 * @param deliveries of those incidents, the latest first, at most {@link Page#MOST}
 * @param audit what happened to it, the latest first, at most {@link Page#MOST}
 */
public record AlertStory(
    AlertView alert,
    Optional<SuppressedAlert> suppressed,
    List<IncidentView> incidents,
    List<DeliveryView> deliveries,
    List<AuditRecord> audit) {
  /** Copies the lists. */
  public AlertStory {
    incidents = List.copyOf(incidents);
    deliveries = List.copyOf(deliveries);
    audit = List.copyOf(audit);
  }
}
