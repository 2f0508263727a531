package io.rivulet.console.overview;

import io.rivulet.console.alerting.AlertingSign;
import io.rivulet.console.role.RoleStatus;
import io.rivulet.store.read.AlertRow;
import io.rivulet.store.read.ExcursionRow;
import io.rivulet.store.read.PipelineStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything the first page shows, as of one moment. The parts are read one after the other, so a
 * row that lands in between may be in one part and not yet in another; the next reading has it.
 *
 * @param at when the store was asked
 * @param roles what runs
 * @param lastLanded when the newest batch was landed; empty before the first
 * @param pipeline counts by topic and table
 * @param standingAlerts how many alerts stand, by priority
 * @param alerts that stand: high priority first, then newest start first; at most {@link
 *     OverviewReader#MAX_ALERTS}
 * @param openCritical open critical excursions, of all sessions shown or not
 * @param openWarning open excursions that are warnings
 * @param openExcursions critical first, then newest start first; at most {@link
 *     OverviewReader#MAX_EXCURSIONS}
 * @param endedExcursions excursions that have ended, newest end first; at most {@link
 *     OverviewReader#MAX_ENDED_EXCURSIONS}
 * @param live sessions that have not ended: those with the gravest alert first, then newest start
 *     first
 * @param ended sessions that have, the one with the newest activity first
 * @param alerting how alerting stands; empty where the console does not know of one
 * @param more whether there are sessions, alerts or excursions beyond the limits
 */
public record Overview(
    Instant at,
    List<RoleStatus> roles,
    Optional<Instant> lastLanded,
    PipelineStatus pipeline,
    AlertCounts standingAlerts,
    List<AlertRow> alerts,
    long openCritical,
    long openWarning,
    List<ExcursionRow> openExcursions,
    List<ExcursionRow> endedExcursions,
    List<SessionCard> live,
    List<SessionCard> ended,
    Optional<AlertingSign> alerting,
    boolean more) {
  /**
   * Alerts that stand.
   *
   * @param high of high priority
   * @param medium of medium priority
   * @param low of low priority
   */
  public record AlertCounts(long high, long medium, long low) {
    /** Counts them. */
    public static AlertCounts of(List<AlertRow> alerts) {
      return new AlertCounts(count(alerts, "high"), count(alerts, "medium"), count(alerts, "low"));
    }

    private static long count(List<AlertRow> alerts, String priority) {
      return alerts.stream().filter(alert -> alert.priority().equals(priority)).count();
    }
  }

  /** Keeps lists that nobody changes. */
  public Overview {
    roles = List.copyOf(roles);
    alerts = List.copyOf(alerts);
    openExcursions = List.copyOf(openExcursions);
    endedExcursions = List.copyOf(endedExcursions);
    live = List.copyOf(live);
    ended = List.copyOf(ended);
  }

  /**
   * Whether the other says the same, whenever it was asked. Rows of tables are statistics that the
   * database brings up to date when it likes: no change of the clinic.
   */
  public boolean saysTheSameAs(Overview other) {
    return equals(
        new Overview(
            at,
            other.roles,
            other.lastLanded,
            new PipelineStatus(other.pipeline.topics(), pipeline.tables()),
            other.standingAlerts,
            other.alerts,
            other.openCritical,
            other.openWarning,
            other.openExcursions,
            other.endedExcursions,
            other.live,
            other.ended,
            other.alerting,
            other.more));
  }
}
