package io.rivulet.console.alerting;

import io.rivulet.console.RouteGroup;
import io.rivulet.console.access.ConsoleRoute;
import io.rivulet.console.access.Permission;
import io.rivulet.console.http.PageFiles;
import java.util.List;

/** The pages of those who are told of alerts. They hold no data: what they show they ask for. */
public final class AlertPages implements RouteGroup {
  @Override
  public List<ConsoleRoute> routes() {
    return List.of(
        PageFiles.page("/alerts", "alerts.html", Permission.SEE_ALERTS, "Alerts and who was told."),
        PageFiles.page(
            "/alerts/{alert}",
            "alert.html",
            Permission.SEE_ALERTS,
            "One alert, where links of notifications lead."),
        PageFiles.page(
            "/on-call",
            "on-call.html",
            Permission.SEE_ALERTS,
            "Who is on call, turns, contacts and silences."));
  }
}
