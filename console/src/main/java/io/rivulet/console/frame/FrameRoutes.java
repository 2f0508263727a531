package io.rivulet.console.frame;

import io.javalin.http.Context;
import io.rivulet.console.RouteGroup;
import io.rivulet.console.access.Caller;
import io.rivulet.console.access.ConsoleRoute;
import io.rivulet.console.access.ConsoleRoute.SiteRule;
import io.rivulet.console.access.Home;
import io.rivulet.console.access.Permission;
import io.rivulet.console.access.SiteScope;
import io.rivulet.console.http.Json;
import io.rivulet.console.http.PageFiles;
import io.rivulet.console.overview.OverviewFeed;
import java.util.List;
import java.util.Objects;

/** What is around the pages, and the pages that are of no part in particular. */
public final class FrameRoutes implements RouteGroup {
  private final OverviewFeed feed;
  private final SiteZones zones;
  private final Lag lag;

  /** Over what is read once for everybody. */
  public FrameRoutes(OverviewFeed feed, SiteZones zones, Lag lag) {
    this.feed = Objects.requireNonNull(feed, "feed");
    this.zones = Objects.requireNonNull(zones, "zones");
    this.lag = Objects.requireNonNull(lag, "lag");
  }

  @Override
  public List<ConsoleRoute> routes() {
    return List.of(
        ConsoleRoute.get(
            "/",
            Permission.SIGNED_IN,
            SiteRule.NO_SITE,
            "Leads to the page of the caller's role.",
            context -> context.redirect(Home.of(Caller.of(context)))),
        PageFiles.page(
            "/sessions", "sessions.html", Permission.SEE_SESSIONS, "Sessions as they run."),
        PageFiles.page("/sign-in", "sign-in.html", Permission.PUBLIC, "Where people sign in."),
        PageFiles.page(
            "/account", "account.html", Permission.SIGNED_IN, "Who one is: password, tokens."),
        PageFiles.page("/admin", "admin.html", Permission.SEE_AUDIT, "Users, tokens, the audit."),
        PageFiles.page(
            "/style", "style.html", Permission.SIGNED_IN, "What pages are made of, to look at."),
        ConsoleRoute.get(
            "/api/v1/frame",
            Permission.SIGNED_IN,
            SiteRule.FILTERED,
            "Alerts by priority, what is wrong, and the zones of sites.",
            this::frame));
  }

  private void frame(Context context) throws InterruptedException {
    context
        .header("Cache-Control", "no-store")
        .contentType("application/json")
        .result(
            Json.line(Frame.of(feed.current(new SiteScope.All()), Caller.of(context), zones, lag)));
  }
}
