package io.rivulet.console.overview;

import io.rivulet.console.access.Permission;
import io.rivulet.console.access.SiteScope;
import io.rivulet.console.alerting.AlertingSign;
import io.rivulet.console.role.RoleStatus;
import io.rivulet.console.stream.LiveTopic;
import io.rivulet.console.stream.StateReading;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What every page has in its header: a few hundred bytes of the overview, so that a page that shows
 * something else need not be sent all sessions.
 */
public final class SummaryTopic implements LiveTopic {
  private final OverviewFeed feed;

  /** Over a feed. */
  public SummaryTopic(OverviewFeed feed) {
    this.feed = Objects.requireNonNull(feed, "feed");
  }

  /**
   * The header.
   *
   * @param at when the store was asked
   * @param roles what runs
   * @param lastLanded when the newest batch was landed
   * @param standingAlerts how many alerts stand, by priority
   * @param alerting how alerting stands
   * @param liveSessions sessions that have not ended
   */
  record Summary(
      Instant at,
      List<RoleStatus> roles,
      Optional<Instant> lastLanded,
      Overview.AlertCounts standingAlerts,
      Optional<AlertingSign> alerting,
      int liveSessions) {
    static Summary of(Overview overview) {
      return new Summary(
          overview.at(),
          overview.roles(),
          overview.lastLanded(),
          overview.standingAlerts(),
          overview.alerting(),
          overview.live().size());
    }
  }

  private record Essence(
      List<RoleStatus.State> states,
      Overview.AlertCounts standingAlerts,
      Optional<AlertingSign> alerting,
      int liveSessions,
      Optional<Long> lastLandedSecond) {
    static Essence of(Summary summary) {
      return new Essence(
          summary.roles.stream().map(RoleStatus::state).toList(),
          summary.standingAlerts,
          summary.alerting,
          summary.liveSessions,
          summary.lastLanded.map(landed -> landed.getEpochSecond() / SECONDS_APART));
    }
  }

  /** When something landed last is news only so often. */
  private static final long SECONDS_APART = 5;

  @Override
  public String name() {
    return "summary";
  }

  @Override
  public Permission permission() {
    return Permission.SEE_ALERTS;
  }

  @Override
  public StateReading read(SiteScope sites) throws InterruptedException {
    Answer answer = feed.current(sites);
    if (answer instanceof Answer.Known known) {
      Summary summary = Summary.of(known.overview());
      return new StateReading.Known(summary, Essence.of(summary));
    }
    return OverviewTopic.trouble((Answer.Unavailable) answer);
  }
}
