package io.rivulet.console.alerting;

import io.rivulet.console.access.ConsoleRoute.SiteRule;
import io.rivulet.console.access.Permission;
import io.rivulet.runtime.http.Endpoint;
import java.util.Map;

/**
 * What each thing that alerting answers asks of a caller of the console. One that is not listed is
 * not served, so that a new one has to be decided about.
 */
final class AlertingRules {
  private static final String ROOT = "/api/v1/";
  private static final Rule LOOK = new Rule(Permission.SEE_ALERTS, SiteRule.FILTERED);
  private static final Rule LOOK_AT_ONE = new Rule(Permission.SEE_ALERTS, SiteRule.OF_ITS_SITE);
  private static final Rule LOOK_AT_THE_PLAN = new Rule(Permission.SEE_ALERTS, SiteRule.NO_SITE);
  private static final Rule ACT = new Rule(Permission.ACT_ON_ALERTS, SiteRule.OF_ITS_SITE);
  private static final Rule MANAGE = new Rule(Permission.MANAGE_ON_CALL, SiteRule.OF_ITS_SITE);
  private static final Rule MANAGE_ALL = new Rule(Permission.MANAGE_ON_CALL, SiteRule.EVERY_SITE);

  private static final Map<String, Rule> RULES =
      Map.ofEntries(
          Map.entry("GET alerts", LOOK),
          Map.entry("GET alerts/{alert}", LOOK_AT_ONE),
          Map.entry("POST alerts/{alert}/acknowledge", ACT),
          Map.entry("POST alerts/{alert}/notes", ACT),
          Map.entry("GET incidents", LOOK),
          Map.entry("GET incidents/{incident}", LOOK_AT_ONE),
          Map.entry("POST incidents/{incident}/acknowledge", ACT),
          Map.entry("GET silences", LOOK),
          Map.entry("POST silences", ACT),
          Map.entry("POST silences/{silence}/end", ACT),
          Map.entry("GET windows", LOOK_AT_THE_PLAN),
          Map.entry("GET oncall", LOOK),
          Map.entry("GET oncall/{schedule}/shifts", LOOK_AT_ONE),
          Map.entry("GET overrides", LOOK),
          Map.entry("POST overrides", MANAGE),
          Map.entry("POST overrides/{override}/end", MANAGE),
          Map.entry("GET directory", LOOK),
          Map.entry("POST tests", new Rule(Permission.MANAGE_ON_CALL, SiteRule.NO_SITE)),
          Map.entry("GET deliveries", LOOK),
          Map.entry("POST deliveries/{delivery}/replay", MANAGE),
          Map.entry("POST deliveries/replay", MANAGE_ALL),
          Map.entry("GET channels", LOOK_AT_THE_PLAN),
          Map.entry("POST channels/{channel}/enable", MANAGE_ALL),
          Map.entry("GET audit", LOOK),
          Map.entry("GET audit/verification", new Rule(Permission.SEE_AUDIT, SiteRule.EVERY_SITE)),
          Map.entry("GET status", LOOK),
          Map.entry("POST explain", LOOK_AT_ONE),
          Map.entry("GET previews/{channel}", LOOK_AT_THE_PLAN),
          Map.entry("GET configuration", LOOK_AT_THE_PLAN),
          Map.entry("GET burden", new Rule(Permission.SEE_BURDEN, SiteRule.FILTERED)),
          Map.entry("GET instances", LOOK_AT_THE_PLAN));

  /** What the console's audit calls what people do. */
  private static final Map<String, String> DEEDS =
      Map.ofEntries(
          Map.entry("POST alerts/{alert}/acknowledge", "alert.acknowledge"),
          Map.entry("POST alerts/{alert}/notes", "alert.note"),
          Map.entry("POST incidents/{incident}/acknowledge", "incident.acknowledge"),
          Map.entry("POST silences", "silence.begin"),
          Map.entry("POST silences/{silence}/end", "silence.end"),
          Map.entry("POST overrides", "override.begin"),
          Map.entry("POST overrides/{override}/end", "override.end"),
          Map.entry("POST tests", "notification.test"),
          Map.entry("POST deliveries/{delivery}/replay", "delivery.replay"),
          Map.entry("POST deliveries/replay", "deliveries.replay"),
          Map.entry("POST channels/{channel}/enable", "channel.enable"));

  private AlertingRules() {}

  /**
   * What a route asks.
   *
   * @param permission of the caller
   * @param sites how it keeps sites apart
   */
  record Rule(Permission permission, SiteRule sites) {}

  /** What the audit calls it; every endpoint that changes something has such a name. */
  static String deed(Endpoint endpoint) {
    String deed = DEEDS.get(name(endpoint));
    if (deed == null) {
      throw new IllegalStateException(name(endpoint) + " of alerting has no name in the audit");
    }
    return deed;
  }

  private static String name(Endpoint endpoint) {
    return endpoint.method() + " " + endpoint.path().substring(ROOT.length());
  }

  static Rule of(Endpoint endpoint) {
    String name = name(endpoint);
    Rule rule = RULES.get(name);
    if (rule == null) {
      throw new IllegalStateException(name + " of alerting has no rule of who may ask for it");
    }
    return rule;
  }
}
