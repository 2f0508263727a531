package io.rivulet.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.rivulet.console.access.Access;
import io.rivulet.console.access.Caller;
import io.rivulet.console.access.ConsoleRoute;
import io.rivulet.console.access.ConsoleRoute.SiteRule;
import io.rivulet.console.access.ForbiddenPageException;
import io.rivulet.console.access.Permission;
import io.rivulet.console.access.SentElsewhereException;
import io.rivulet.console.access.SiteScope;
import io.rivulet.console.http.ApiError;
import io.rivulet.console.http.HostCheck;
import io.rivulet.console.http.Json;
import io.rivulet.console.http.PageFiles;
import io.rivulet.console.http.RefusedException;
import io.rivulet.console.http.SecurityHeaders;
import io.rivulet.console.http.StoreTrouble;
import io.rivulet.console.overview.Answer;
import io.rivulet.console.overview.OverviewFeed;
import io.rivulet.console.session.SessionDetail;
import io.rivulet.console.stream.LiveStream;
import io.rivulet.console.stream.StreamRoutes;
import io.rivulet.runtime.http.MalformedBodyException;
import io.rivulet.runtime.http.Problem;
import io.rivulet.store.read.ClinicReads;
import io.rivulet.store.read.StoreUnavailableException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every path that is answered. All others are 404. */
final class Routes implements RouteGroup {
  private static final Logger LOG = LoggerFactory.getLogger(Routes.class);
  private static final int MAX_SESSION_LENGTH = 200;
  private static final PageFiles.PageFile FORBIDDEN = PageFiles.file("forbidden.html");
  private static final PageFiles.PageFile NOT_FOUND = PageFiles.file("not-found.html");

  private final ClinicReads clinic;
  private final OverviewFeed feed;
  private final LiveStream stream;
  private final Access access;
  private final InstantSource clock;
  private final HostCheck hosts;
  private final boolean secure;

  Routes(
      ClinicReads clinic,
      OverviewFeed feed,
      LiveStream stream,
      Access access,
      InstantSource clock,
      ConsoleConfig config) {
    this.clinic = clinic;
    this.feed = feed;
    this.stream = stream;
    this.access = access;
    this.clock = clock;
    this.hosts = new HostCheck(config.host(), config.reached().url());
    this.secure = config.reached().secure();
  }

  @Override
  public List<ConsoleRoute> routes() {
    List<ConsoleRoute> all = new ArrayList<>();
    PageFiles.assets()
        .forEach(
            (path, file) ->
                all.add(
                    ConsoleRoute.get(
                        path,
                        Permission.PUBLIC,
                        SiteRule.NO_SITE,
                        "A file of the pages, without data.",
                        context -> PageFiles.answer(context, file))));
    all.add(
        ConsoleRoute.get(
            "/api/v1/overview",
            Permission.SEE_SESSIONS,
            SiteRule.FILTERED,
            "Everything that runs, now.",
            this::overview));
    all.add(
        ConsoleRoute.get(
            "/api/v1/sessions/{session}",
            Permission.SEE_SESSIONS,
            SiteRule.OF_ITS_SITE,
            "One session.",
            this::session));
    all.addAll(new StreamRoutes(stream, access).routes());
    all.add(
        ConsoleRoute.get(
            "/health/live",
            Permission.PUBLIC,
            SiteRule.NO_SITE,
            "Whether the console runs.",
            context -> context.contentType("text/plain").result("live\n")));
    all.add(
        ConsoleRoute.get(
            "/health/ready",
            Permission.PUBLIC,
            SiteRule.NO_SITE,
            "Whether the console can answer.",
            this::ready));
    return all;
  }

  void addFailures(RoutesConfig routes) {
    routes.before(this::guard);
    routes.exception(StoreUnavailableException.class, this::storeUnavailable);
    routes.exception(
        MalformedBodyException.class,
        (malformed, context) ->
            new Problem(400, "malformed", "The request cannot be read", malformed.getMessage())
                .answer(context));
    routes.exception(RefusedException.class, RefusedException::answer);
    routes.exception(
        SentElsewhereException.class,
        (sent, context) ->
            context.header("Cache-Control", "no-store").redirect(sent.path(), HttpStatus.FOUND));
    routes.exception(
        ForbiddenPageException.class,
        (refused, context) -> {
          PageFiles.answer(context.status(403), FORBIDDEN);
          context.header("Cache-Control", "no-store");
        });
    routes.exception(HttpResponseException.class, Routes::refused);
    routes.exception(Exception.class, Routes::failed);
  }

  private void guard(Context context) {
    SecurityHeaders.ALL.forEach(context::header);
    if (context.path().startsWith(ConsoleRoute.API)) {
      // Whatever it is answered with, a refusal too; what holds no data says so itself.
      context.header("Cache-Control", "no-store");
    }
    if (secure) {
      context.header("Strict-Transport-Security", "max-age=31536000");
    }
    if (!hosts.accepts(context.req().getServerName())) {
      throw new HttpResponseException(
          421,
          "This console answers to its own name, 127.0.0.1 and localhost only; console.url says"
              + " which name is its own.");
    }
  }

  private void overview(Context context) throws InterruptedException {
    Answer answer = feed.current(Caller.of(context).sites(Permission.SEE_SESSIONS));
    if (answer instanceof Answer.Known known) {
      json(context, 200, known.overview());
    } else if (answer instanceof Answer.Unavailable trouble) {
      json(context, 503, StoreTrouble.of(trouble));
    }
  }

  private void session(Context context) {
    String session = context.pathParam("session");
    SiteScope sites = Caller.of(context).sites(Permission.SEE_SESSIONS);
    Optional<SessionDetail> known =
        Optional.of(session)
            .filter(name -> name.length() <= MAX_SESSION_LENGTH)
            .filter(name -> clinic.siteOf(name).map(sites::includes).orElse(false))
            .map(name -> SessionDetail.read(clinic, name))
            .filter(found -> !found.isEmpty());
    json(context, 200, known.orElseThrow(NotFoundResponse::new));
  }

  private void ready(Context context) throws InterruptedException {
    context.contentType("text/plain");
    if (feed.current(new SiteScope.All()) instanceof Answer.Unavailable trouble) {
      context.status(503).result(trouble.message() + "\n");
    } else {
      context.result("ready\n");
    }
  }

  private void storeUnavailable(StoreUnavailableException cause, Context context) {
    LOG.warn("{} was not answered: {}", context.path(), cause.getMessage());
    json(
        context,
        503,
        new StoreTrouble(
            "store_unavailable",
            "The database does not answer. Check that it runs; the console's log says what it"
                + " said.",
            clock.instant(),
            List.of()));
  }

  private static void refused(HttpResponseException cause, Context context) {
    switch (cause.getStatus()) {
      case 404, 405 -> {
        if (isForPeople(context)) {
          PageFiles.answer(context.status(404), NOT_FOUND);
          context.header("Cache-Control", "no-store");
        } else {
          json(
              context,
              404,
              new ApiError(
                  "not_found", "There is nothing here. The page is at /, the API under /api/v1/."));
        }
      }
      case 421 -> json(context, 421, new ApiError("wrong_host", cause.getMessage()));
      default -> json(context, cause.getStatus(), new ApiError("refused", cause.getMessage()));
    }
  }

  private static boolean isForPeople(Context context) {
    String accept = context.header("Accept");
    return context.method().equals(HandlerType.GET)
        && !context.path().startsWith("/api/")
        && accept != null
        && accept.contains("text/html");
  }

  private static void failed(Exception cause, Context context) {
    LOG.error("{} {} failed", context.method(), context.path(), cause);
    json(
        context,
        500,
        new ApiError("internal_error", "The console could not answer; its log says why."));
  }

  private static void json(Context context, int status, Object body) {
    context
        .status(status)
        .header("Cache-Control", "no-store")
        .contentType("application/json")
        .result(Json.line(body));
  }
}
