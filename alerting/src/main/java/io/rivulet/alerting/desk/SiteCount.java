package io.rivulet.alerting.desk;

import io.rivulet.alerting.notification.AlertState;
import io.rivulet.domain.alert.AlertPriority;
import java.util.Objects;
import java.util.Optional;

/**
 * How many alerts of one clinic stand alike.
 *
 * @param site the clinic; of no clinic where empty
 * @param state open, acknowledged or latched
 * @param priority how soon somebody should look
 * @param alerts how many, 1 or more
 */
public record SiteCount(
    Optional<String> site, AlertState state, AlertPriority priority, long alerts) {
  /** Refuses missing parts. */
  public SiteCount {
    Objects.requireNonNull(site, "site");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(priority, "priority");
  }
}
