package io.rivulet.alerting.desk;

import io.rivulet.alerting.audit.AuditRecord;
import java.util.List;

/**
 * An incident with everything that belongs to it.
 *
 * @param incident as it is now
 * @param alerts its alerts, worst first, at most {@link Page#MOST}
 * @param deliveries the latest first, at most {@link Page#MOST}
 * @param audit what happened to it, the latest first, at most {@link Page#MOST}
 */
public record IncidentStory(
    IncidentView incident,
    List<AlertView> alerts,
    List<DeliveryView> deliveries,
    List<AuditRecord> audit) {
  /** Copies the lists. */
  public IncidentStory {
    alerts = List.copyOf(alerts);
    deliveries = List.copyOf(deliveries);
    audit = List.copyOf(audit);
  }
}
