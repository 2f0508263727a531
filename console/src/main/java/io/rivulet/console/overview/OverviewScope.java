package io.rivulet.console.overview;

import io.rivulet.console.access.SiteScope;
import io.rivulet.console.alerting.AlertingSign;
import io.rivulet.console.alerting.AlertingSign.SuppressedSign;
import io.rivulet.store.read.AlertRow;
import java.util.List;
import java.util.Optional;

/**
 * What of alerts somebody may see, where they were read for everybody. What is of no site, such as
 * an alert of a pump that nobody knows, is for those who may see every site.
 */
public final class OverviewScope {
  private OverviewScope() {}

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
}
