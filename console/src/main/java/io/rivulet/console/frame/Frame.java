package io.rivulet.console.frame;

import io.rivulet.console.access.Caller;
import io.rivulet.console.access.Permission;
import io.rivulet.console.access.SiteScope;
import io.rivulet.console.alerting.AlertingSign;
import io.rivulet.console.alerting.AlertingSign.Counts;
import io.rivulet.console.overview.Answer;
import io.rivulet.console.overview.Overview;
import io.rivulet.console.overview.OverviewScope;
import io.rivulet.console.role.RoleStatus;
import io.rivulet.console.role.RoleStatus.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands around every page: alerts by priority, what is wrong, and whether the database
 * answers.
 *
 * @param at when the store was asked
 * @param store whether it answered
 * @param alerts that stand at the caller's sites; empty for who may not see alerts, and where the
 *     store does not answer
 * @param alerting how alerting stands; empty as above, and where the console knows of none
 * @param lag that what is shown is old; empty where it is not
 * @param troubled parts that are down or degraded
 * @param zones the zone of each of the caller's sites that has one, by its name
 */
public record Frame(
    Instant at,
    Store store,
    Optional<Overview.AlertCounts> alerts,
    Optional<AlertingSign> alerting,
    Optional<String> lag,
    List<RoleStatus> troubled,
    Map<String, String> zones) {
  /**
   * The database.
   *
   * @param up whether it answers
   * @param message what is wrong and what to look at; empty where nothing is
   */
  public record Store(boolean up, String message) {}

  /** Keeps lists that nobody changes. */
  public Frame {
    troubled = List.copyOf(troubled);
    zones = Map.copyOf(zones);
  }

  /** The frame of a caller's pages. */
  public static Frame of(Answer answer, Caller caller, SiteZones zones, Lag lag) {
    Map<String, String> own = zones.of(caller.sites(Permission.SIGNED_IN));
    if (answer instanceof Answer.Known known) {
      Overview overview = known.overview();
      SiteScope seen = caller.sites(Permission.SEE_ALERTS);
      boolean may = caller.may(Permission.SEE_ALERTS);
      Optional<AlertingSign> alerting =
          overview.alerting().map(sign -> OverviewScope.alerting(sign, seen));
      Overview.AlertCounts landed =
          Overview.AlertCounts.of(OverviewScope.alerts(overview.alerts(), seen));
      return new Frame(
          overview.at(),
          new Store(true, ""),
          Optional.of(alerting.map(sign -> standing(landed, sign)).orElse(landed))
              .filter(counts -> may),
          alerting.filter(sign -> may),
          lag.of(overview),
          troubled(overview.roles()),
          own);
    }
    Answer.Unavailable trouble = (Answer.Unavailable) answer;
    return new Frame(
        trouble.at(),
        new Store(false, trouble.message()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        troubled(trouble.roles()),
        own);
  }

  /**
   * What stands by whichever says more: alerts about alerting itself never land, and others may
   * land before alerting has them, or after.
   */
  private static Overview.AlertCounts standing(Overview.AlertCounts landed, AlertingSign sign) {
    Counts open = sign.open();
    Counts acknowledged = sign.acknowledged();
    Counts latched = sign.latched();
    return new Overview.AlertCounts(
        Math.max(landed.high(), open.high() + acknowledged.high() + latched.high()),
        Math.max(landed.medium(), open.medium() + acknowledged.medium() + latched.medium()),
        Math.max(landed.low(), open.low() + acknowledged.low() + latched.low()));
  }

  private static List<RoleStatus> troubled(List<RoleStatus> roles) {
    return roles.stream()
        .filter(role -> role.state() == State.DOWN || role.state() == State.DEGRADED)
        .toList();
  }
}
