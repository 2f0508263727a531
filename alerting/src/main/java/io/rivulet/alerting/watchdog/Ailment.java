package io.rivulet.alerting.watchdog;

import io.rivulet.domain.alert.AlertPriority;
import java.util.Set;

/**
 * What can be wrong with the way from device to person. The names are categories of alerts, beside
 * those of the rules.
 */
public enum Ailment {
  /** A bridge has no working connection to its devices' broker, or does not answer. */
  BRIDGE_BLIND(AlertPriority.HIGH),
  /** A role does not answer, or says that it cannot do its work. */
  ROLE_DOWN(AlertPriority.HIGH),
  /** Kafka does not answer. */
  KAFKA_AWAY(AlertPriority.HIGH),
  /** A group reads what is too old. */
  PIPELINE_LAGS(AlertPriority.HIGH),
  /** A channel delivers nothing of what waits for it. */
  CHANNEL_FAILS(AlertPriority.HIGH),
  /** Notifications were given up on. */
  DEAD_LETTERS(AlertPriority.MEDIUM),
  /** Nobody is on call at some time ahead. */
  ON_CALL_GAP(AlertPriority.MEDIUM),
  /** Somebody, or a last resort, would not be reached. */
  NOT_REACHABLE(AlertPriority.MEDIUM),
  /** The alerting file says something that does not hold. */
  PLAN_REFUSED(AlertPriority.MEDIUM);

  private final AlertPriority priority;

  Ailment(AlertPriority priority) {
    this.priority = priority;
  }

  /** How soon somebody should look. */
  public AlertPriority priority() {
    return priority;
  }

  /** The alert's category. */
  public String category() {
    return name();
  }

  /** Whether a category is one of these. */
  static boolean isOne(String category, Set<Ailment> ailments) {
    return ailments.stream().anyMatch(ailment -> ailment.category().equals(category));
  }
}
