package io.rivulet.console.backtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.rivulet.console.RouteGroup;
import io.rivulet.console.access.Caller;
import io.rivulet.console.access.ConsoleAudit;
import io.rivulet.console.access.ConsoleRoute;
import io.rivulet.console.access.ConsoleRoute.SiteRule;
import io.rivulet.console.access.Permission;
import io.rivulet.console.http.ProblemGuard;
import io.rivulet.runtime.http.ApiDescription;
import io.rivulet.runtime.http.Body;
import io.rivulet.runtime.http.Endpoint;
import io.rivulet.runtime.http.Field;
import io.rivulet.runtime.http.Form;
import io.rivulet.runtime.http.Json;
import io.rivulet.runtime.http.OpenApi;
import io.rivulet.runtime.http.Problem;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Trying other limits on sessions that are stored. What somebody asked for is shown to nobody else,
 * and to them only as long as they may see its sites.
 */
public final class BacktestRoutes implements RouteGroup {
  private static final String ROOT = "/api/v1/backtests";
  private static final String RETRY_SECONDS = "10";
  private static final Pattern EVENT_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final ApiDescription DESCRIPTION =
      new ApiDescription(
          "backtests",
          "Rivulet backtests",
          "What other limits would have found in sessions that are stored. It changes nothing.",
          new TreeMap<>(
              Map.of(
                  404,
                  "It is not known, or not of a site of the caller's.",
                  409,
                  "The event id was used for something else, or it is not done yet.",
                  422,
                  "A value cannot be.")),
          "The database does not answer, or as many as allowed are under way: come back after"
              + " Retry-After seconds.");

  private static final Form WANTED =
      Form.command(
          Field.required(
              "sessions",
              Field.Kind.TEXTS,
              "the sessions to judge, by name, 1 to " + SessionChoice.MOST),
          Field.required(
              "limits",
              Field.Kind.OBJECT,
              "the limits profile to try, as docs/limits.md describes it"));
  private static final Form CANCEL = Form.command();

  private final Backtests backtests;
  private final ConsoleAudit audit;
  private final BacktestJobs jobs;

  /**
   * Over what the starter of the console plugged in.
   *
   * @param audit is told of each that is asked for, before it is begun
   */
  public BacktestRoutes(Backtests backtests, ConsoleAudit audit, InstantSource clock) {
    this.backtests = backtests;
    this.audit = audit;
    this.jobs = new BacktestJobs(backtests, clock);
  }

  @Override
  public List<ConsoleRoute> routes() {
    Endpoint limits =
        Endpoint.get(ROOT + "/limits", "Versions of limits profiles, to begin from.", this::limits);
    Endpoint list =
        Endpoint.get(
            ROOT, "The caller's backtests of the last hour, the latest first.", this::list);
    Endpoint one =
        Endpoint.get(ROOT + "/{backtest}", "How far a backtest is.", context -> said(context, 200));
    Endpoint report =
        Endpoint.get(
            ROOT + "/{backtest}/report",
            "What it found: the report of ./rivulet backtest as JSON.",
            this::report);
    Endpoint start =
        Endpoint.post(ROOT, "Judges sessions by other limits, as a job.", WANTED, this::start);
    Endpoint cancel =
        Endpoint.post(ROOT + "/{backtest}/cancel", "Ends a backtest.", CANCEL, this::cancel);
    var description = OpenApi.of(DESCRIPTION, List.of(limits, list, one, report, start, cancel));
    return List.of(
        ConsoleRoute.get(
            ROOT + "/openapi.json",
            Permission.PUBLIC,
            SiteRule.NO_SITE,
            "Describes the backtest API.",
            context -> context.contentType("application/json").result(Json.pretty(description))),
        route(limits, SiteRule.NO_SITE),
        route(list, SiteRule.FILTERED),
        route(one, SiteRule.OF_ITS_SITE),
        route(report, SiteRule.OF_ITS_SITE),
        route(start, SiteRule.OF_ITS_SITE),
        route(cancel, SiteRule.OF_ITS_SITE));
  }

  private ConsoleRoute route(Endpoint endpoint, SiteRule rule) {
    return ConsoleRoute.of(
        endpoint, Permission.RUN_BACKTEST, rule, context -> guard(endpoint, context));
  }

  private static void guard(Endpoint endpoint, Context context) throws Exception {
    if (endpoint.form().isPresent() && !isJson(context)) {
      new Problem(415, "not-json", "It is not JSON", "send the body as application/json")
          .answer(context);
    } else {
      ProblemGuard.answer(context, endpoint::answer);
    }
  }

  private static boolean isJson(Context context) {
    String type = context.contentType();
    return type != null
        && type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals("application/json");
  }

  private void limits(Context context) {
    boolean plain = SessionChoice.clinical(Caller.of(context));
    json(context, 200, BacktestView.limits(backtests.limits(), plain));
  }

  private void list(Context context) {
    Caller caller = Caller.of(context);
    json(
        context,
        200,
        BacktestView.list(
            jobs.of(caller.name()).stream().filter(job -> sees(caller, job)).toList()));
  }

  private void start(Context context) {
    Body body = Body.parse(context.body(), WANTED);
    String eventId = eventId(body);
    String limits = Json.line(Json.read(context.body()).get("limits"));
    backtests.check(limits);
    Caller caller = Caller.of(context);
    List<ChosenSession> sessions = SessionChoice.of(caller, body.texts("sessions"), backtests);
    audit.record(
        caller,
        "backtest.run",
        eventId,
        sessions.stream().map(ChosenSession::site).collect(Collectors.toSet()),
        Map.of(
            "sessions",
            Integer.toString(sessions.size()),
            "limits",
            Json.read(limits).path("id").asText()));
    BacktestJobs.Start begun = jobs.start(caller.name(), eventId, sessions, limits);
    if (begun instanceof BacktestJobs.Start.There there) {
      json(context, there.again() ? 200 : 202, BacktestView.job(there.job()));
    } else if (begun instanceof BacktestJobs.Start.Conflict) {
      new Problem(
              409,
              "event-id-used",
              "The event id was used for something else",
              "eventId " + eventId + " began another backtest; choose a new one")
          .answer(context);
    } else {
      context.header("Retry-After", RETRY_SECONDS);
      new Problem(
              503,
              "too-many-backtests",
              "Come back later",
              "as many backtests as this console takes are under way; one runs at a time")
          .answer(context);
    }
  }

  private void cancel(Context context) {
    String eventId = eventId(Body.parse(context.body(), CANCEL));
    BacktestJob job = job(context);
    audit.record(
        Caller.of(context), "backtest.cancel", job.id(), job.sites(), Map.of("eventId", eventId));
    job.cancel();
    said(context, 202);
  }

  private void report(Context context) {
    BacktestJob.Progress progress = job(context).progress();
    if (progress.report().isPresent()) {
      context.contentType("application/json").result(progress.report().get());
    } else {
      new Problem(
              409,
              "not-done",
              "There is no report",
              progress.reason().orElse("it is not done yet; its state says how far it is"))
          .answer(context);
    }
  }

  private void said(Context context, int status) {
    json(context, status, BacktestView.job(job(context)));
  }

  private BacktestJob job(Context context) {
    Caller caller = Caller.of(context);
    return jobs.find(caller.name(), context.pathParam("backtest"))
        .filter(job -> sees(caller, job))
        .orElseThrow(NotFoundResponse::new);
  }

  private static boolean sees(Caller caller, BacktestJob job) {
    return job.sites().stream().allMatch(caller.sites(Permission.RUN_BACKTEST)::includes);
  }

  private static String eventId(Body body) {
    String eventId = body.text(Form.EVENT_ID.name());
    if (!EVENT_ID.matcher(eventId).matches()) {
      throw new IllegalArgumentException(
          "eventId is not 1 to 64 of letters, digits, '.', '_', '-'");
    }
    return eventId;
  }

  private static void json(Context context, int status, ObjectNode body) {
    context.status(status).contentType("application/json").result(Json.line(body));
  }

  @Override
  public void close() {
    jobs.close();
  }
}
