package io.rivulet.console.session;

import io.javalin.http.Context;
import io.rivulet.console.RouteGroup;
import io.rivulet.console.access.Caller;
import io.rivulet.console.access.ConsoleRoute;
import io.rivulet.console.access.ConsoleRoute.SiteRule;
import io.rivulet.console.access.Permission;
import io.rivulet.console.access.SiteScope;
import io.rivulet.console.http.Json;
import io.rivulet.console.http.PageFiles;
import io.rivulet.runtime.http.Field;
import io.rivulet.runtime.http.Problem;
import io.rivulet.store.read.OpenedSessionRow;
import io.rivulet.store.read.SeriesRow;
import io.rivulet.store.read.SessionRecords;
import io.rivulet.store.read.SiteDeviceRow;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The page of one session, and what it asks the store: what was recorded and by whom, the series,
 * the site's devices.
 */
public final class SessionPage implements RouteGroup {
  private static final int MAX_NAME_LENGTH = 200;

  private final SessionRecords records;
  private final InstantSource clock;

  /** Over what has landed. */
  public SessionPage(SessionRecords records, InstantSource clock) {
    this.records = records;
    this.clock = clock;
  }

  @Override
  public List<ConsoleRoute> routes() {
    return List.of(
        ConsoleRoute.get(
                "/api/v1/sessions/devices",
                Permission.RECORD_SESSIONS,
                SiteRule.FILTERED,
                "Devices of the caller's sites, each with the open session that has it.",
                this::devices)
            .asking(Field.optional("site", Field.Kind.TEXT, "only of this site")),
        ConsoleRoute.get(
            "/api/v1/sessions/sites",
            Permission.RECORD_SESSIONS,
            SiteRule.FILTERED,
            "Sites at which the caller may open sessions.",
            this::sites),
        ConsoleRoute.get(
            "/api/v1/sessions/profiles",
            Permission.RECORD_SESSIONS,
            SiteRule.NO_SITE,
            "Limits profiles that a session can be given, with their versions.",
            this::profiles),
        PageFiles.page(
            "/sessions/new", "session-new.html", Permission.RECORD_SESSIONS, "Opening a session."),
        PageFiles.page(
            "/sessions/{session}", "session.html", Permission.SEE_SESSIONS, "One session, live."),
        ConsoleRoute.get(
            "/api/v1/sessions/{session}/record",
            Permission.SEE_SESSIONS,
            SiteRule.OF_ITS_SITE,
            "What was recorded of a session, when and by whom.",
            this::record),
        ConsoleRoute.get(
            "/api/v1/sessions/{session}/series",
            Permission.SEE_SESSIONS,
            SiteRule.OF_ITS_SITE,
            "The series a session belongs to, with doses and outcome scores.",
            this::series));
  }

  private void devices(Context context) {
    SiteScope scope = Caller.of(context).sites(Permission.RECORD_SESSIONS);
    List<String> sites =
        Optional.ofNullable(context.queryParam("site"))
            .map(site -> scope.includes(site) ? List.of(site) : List.<String>of())
            .orElseGet(() -> sites(scope));
    json(context, Map.of("at", clock.instant(), "devices", devices(sites)));
  }

  private List<SiteDeviceRow> devices(List<String> sites) {
    return sites.isEmpty() ? List.of() : records.devices(sites);
  }

  private void sites(Context context) {
    json(context, Map.of("sites", sites(Caller.of(context).sites(Permission.RECORD_SESSIONS))));
  }

  private void profiles(Context context) {
    json(context, Map.of("profiles", ProfileView.of(records.profiles())));
  }

  private List<String> sites(SiteScope scope) {
    if (scope instanceof SiteScope.Only only) {
      return only.sites().stream().sorted().toList();
    }
    return records.sites();
  }

  private void record(Context context) {
    Optional<OpenedSessionRow> session = ofTheCaller(context);
    if (session.isPresent()) {
      List<EventView> events =
          records.events(session.get().session()).stream().map(EventView::of).toList();
      json(context, Map.of("at", clock.instant(), "session", session.get(), "events", events));
    }
  }

  private void series(Context context) {
    Optional<OpenedSessionRow> session = ofTheCaller(context);
    if (session.isPresent()) {
      Optional<SeriesRow> series =
          session
              .get()
              .series()
              .flatMap(records::series)
              .filter(row -> row.site().equals(session.get().site()));
      json(
          context,
          series.isPresent()
              ? Map.of("at", clock.instant(), "series", SeriesView.of(series.get()))
              : Map.of("at", clock.instant()));
    }
  }

  /** The session, where it is of one of the caller's sites; answers the request otherwise. */
  private Optional<OpenedSessionRow> ofTheCaller(Context context) {
    String name = context.pathParam("session");
    Optional<OpenedSessionRow> session =
        (name.length() > MAX_NAME_LENGTH
                ? Optional.<OpenedSessionRow>empty()
                : records.session(name))
            .filter(
                found -> Caller.of(context).sites(Permission.SEE_SESSIONS).includes(found.site()));
    if (session.isEmpty()) {
      new Problem(
              404,
              "unknown",
              "It is not known",
              "no session of one of your sites has this name; open ones are listed at /sessions")
          .answer(context);
    }
    return session;
  }

  private static void json(Context context, Object body) {
    context
        .header("Cache-Control", "no-store")
        .contentType("application/json")
        .result(Json.line(body));
  }
}
