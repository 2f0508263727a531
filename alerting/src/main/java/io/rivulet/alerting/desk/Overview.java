package io.rivulet.alerting.desk;

import io.rivulet.domain.alert.AlertPriority;
import java.util.List;
import java.util.Map;

/**
 * How alerting stands, in a few numbers.
 *
 * @param open alerts that are present and nobody acknowledged, by priority; every priority is there
 * @param acknowledged alerts that are present and acknowledged, by priority
 * @param latched alerts that are over and wait to be acknowledged, by priority
 * @param suppressedHighPriority high-priority physiological alerts that are not told
 * @param waiting notifications that wait to be delivered
 * @param dead notifications that were given up on and not tried again
 * @param lastAudit sequence of the last audit entry: grows with every change
 * @param bySite the same alerts, by clinic
 */
public record Overview(
    Map<AlertPriority, Long> open,
    Map<AlertPriority, Long> acknowledged,
    Map<AlertPriority, Long> latched,
    long suppressedHighPriority,
    long waiting,
    long dead,
    long lastAudit,
    List<SiteCount> bySite) {
  /** Copies the maps. */
  public Overview {
    open = Map.copyOf(open);
    acknowledged = Map.copyOf(acknowledged);
    latched = Map.copyOf(latched);
    bySite = List.copyOf(bySite);
  }
}
