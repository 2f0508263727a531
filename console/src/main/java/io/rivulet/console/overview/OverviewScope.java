package io.rivulet.console.overview;

import io.rivulet.console.access.SiteScope;
import io.rivulet.console.alerting.AlertingSign;
import io.rivulet.console.alerting.AlertingSign.SuppressedSign;
import io.rivulet.store.read.AlertRow;
import io.rivulet.store.read.ExcursionRow;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What of the overview somebody may see. It is read once for everybody and cut for each. What is of
 * no site, such as an alert of a pump that nobody knows, is for those who may see every site.
 */
public final class OverviewScope {
  private OverviewScope() {}

  /** The overview of these sites, and of what lies beneath all of them: what runs, what landed. */
  public static Overview of(Overview all, SiteScope sites) {
    if (sites instanceof SiteScope.All) {
      return all;
    }
    List<SessionCard> live = cards(all.live(), sites);
    List<SessionCard> ended = cards(all.ended(), sites);
    Set<String> sessions =
        Stream.concat(live.stream(), ended.stream())
            .map(SessionCard::session)
            .collect(Collectors.toUnmodifiableSet());
    List<AlertRow> alerts = alerts(all.alerts(), sites);
    List<ExcursionRow> open = excursions(all.openExcursions(), sessions);
    return new Overview(
        all.at(),
        all.roles(),
        all.lastLanded(),
        all.pipeline(),
        Overview.AlertCounts.of(alerts),
        alerts,
        open.stream().filter(row -> row.severity().equals("critical")).count(),
        open.stream().filter(row -> row.severity().equals("warning")).count(),
        open,
        excursions(all.endedExcursions(), sessions),
        live,
        ended,
        all.alerting().map(sign -> alerting(sign, sites)),
        all.more());
  }

  /**
   * How alerting stands, with the urgent alerts of these sites that nobody is told of. Its own
   * counts are of every site and are left out where the caller may not see them all.
   */
  public static AlertingSign alerting(AlertingSign sign, SiteScope sites) {
    if (sites instanceof SiteScope.All) {
      return sign;
    }
    List<SuppressedSign> suppressed =
        sign.suppressed().stream().filter(one -> included(one.site(), sites)).toList();
    return new AlertingSign(
        sign.state(),
        sign.message(),
        AlertingSign.Counts.NONE,
        AlertingSign.Counts.NONE,
        AlertingSign.Counts.NONE,
        suppressed,
        suppressed.size(),
        0,
        0,
        sign.lastAudit());
  }

  /** The alerts of these sites. */
  public static List<AlertRow> alerts(List<AlertRow> all, SiteScope sites) {
    return all.stream().filter(row -> included(row.site(), sites)).toList();
  }

  private static boolean included(Optional<String> site, SiteScope sites) {
    return sites instanceof SiteScope.All || site.filter(sites::includes).isPresent();
  }

  private static List<SessionCard> cards(List<SessionCard> all, SiteScope sites) {
    return all.stream().filter(card -> sites.includes(card.site())).toList();
  }

  private static List<ExcursionRow> excursions(List<ExcursionRow> all, Set<String> sessions) {
    return all.stream().filter(row -> sessions.contains(row.session())).toList();
  }
}
