package io.rivulet.console.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.rivulet.console.RouteGroup;
import io.rivulet.console.access.Caller;
import io.rivulet.console.access.ConsoleAudit;
import io.rivulet.console.access.ConsoleRoute;
import io.rivulet.console.access.ConsoleRoute.SiteRule;
import io.rivulet.console.access.Permission;
import io.rivulet.console.access.SiteScope;
import io.rivulet.runtime.http.Field;
import io.rivulet.runtime.http.Form;
import io.rivulet.runtime.http.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What people plan and record of series of sessions, passed to the session desk as {@link
 * DeskRoutes} passes what they do to sessions.
 */
public final class SeriesRoutes implements RouteGroup {
  private static final Pattern SERIES = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern VERB = Pattern.compile("[a-z]{1,32}");
  private static final String ROOT = "/api/v1/series";
  private static final String UNKNOWN =
      "no series of one of your sites has this name, or this cannot be recorded";

  private final DeskClient desk;
  private final ConsoleAudit audit;

  /**
   * Over a desk.
   *
   * @param audit keeps what is asked, by whom, before it is
   */
  public SeriesRoutes(DeskClient desk, ConsoleAudit audit) {
    this.desk = desk;
    this.audit = audit;
  }

  @Override
  public List<ConsoleRoute> routes() {
    return List.of(
        ConsoleRoute.get(
            ROOT,
            Permission.RECORD_SESSIONS,
            SiteRule.FILTERED,
            "Series of the caller's sites, as the desk has them.",
            DeskAnswers.guarded(UNKNOWN, this::list)),
        ConsoleRoute.get(
            ROOT + "/{series}",
            Permission.RECORD_SESSIONS,
            SiteRule.OF_ITS_SITE,
            "A series with its plan, scores and what the site's rule proposes.",
            DeskAnswers.guarded(UNKNOWN, this::one)),
        ConsoleRoute.post(
                ROOT,
                Permission.RECORD_SESSIONS,
                SiteRule.OF_ITS_SITE,
                "Opens a series at one of the caller's sites.",
                DeskAnswers.guarded(UNKNOWN, this::open))
            .taking(
                Form.passedOn(
                    Field.required("series", Field.Kind.TEXT, "its name"),
                    Field.required(
                        "site", Field.Kind.TEXT, "where; one of /api/v1/sessions/sites"))),
        ConsoleRoute.post(
                ROOT + "/{series}/{verb}",
                Permission.RECORD_SESSIONS,
                SiteRule.OF_ITS_SITE,
                "Records something of a series, as done by the caller.",
                DeskAnswers.guarded(UNKNOWN, this::act))
            .taking(Form.passedOn()));
  }

  private void list(Context context) {
    DeskClient.Reply reply = desk.get(ROOT);
    if (reply.status() != 200) {
      DeskAnswers.pass(context, reply);
      return;
    }
    SiteScope scope = Caller.of(context).sites(Permission.RECORD_SESSIONS);
    ObjectNode answer = Json.object();
    ArrayNode series = answer.putArray("series");
    for (JsonNode one : reply.json().path("series")) {
      if (scope.includes(one.path("site").asText())) {
        series.add(one);
      }
    }
    context.contentType("application/json").result(Json.line(answer));
  }

  private void one(Context context) {
    ofTheCaller(context).ifPresent(reply -> DeskAnswers.pass(context, reply));
  }

  private void open(Context context) {
    JsonNode body = DeskAnswers.body(context);
    JsonNode site = body.path("site");
    Caller caller = Caller.of(context);
    if (site.isTextual() && !caller.sites(Permission.RECORD_SESSIONS).includes(site.textValue())) {
      DeskAnswers.notYourSite(context, site.textValue(), "series");
      return;
    }
    audit(caller, "open", body.path("series").asText(), site.asText(), body);
    DeskAnswers.pass(context, desk.post(ROOT, context.body(), caller.name()));
  }

  private void act(Context context) {
    String verb = context.pathParam("verb");
    if (!VERB.matcher(verb).matches()) {
      throw new NotFoundResponse();
    }
    Optional<DeskClient.Reply> known = ofTheCaller(context);
    if (known.isEmpty()) {
      return;
    }
    Caller caller = Caller.of(context);
    String series = context.pathParam("series");
    String site = known.get().json().path("site").asText();
    audit(caller, verb, series, site, DeskAnswers.body(context));
    DeskAnswers.pass(
        context, desk.post(ROOT + "/" + series + "/" + verb, context.body(), caller.name()));
  }

  /** The series, where it is of one of the caller's sites; empty where the desk cannot say. */
  private Optional<DeskClient.Reply> ofTheCaller(Context context) {
    String series = context.pathParam("series");
    if (!SERIES.matcher(series).matches()) {
      throw new NotFoundResponse();
    }
    DeskClient.Reply known = desk.get(ROOT + "/" + series);
    if (known.status() == 404) {
      throw new NotFoundResponse();
    }
    if (known.status() != 200) {
      DeskAnswers.pass(context, known);
      return Optional.empty();
    }
    Caller.of(context).mustBeAt(Permission.RECORD_SESSIONS, known.json().path("site").asText());
    return Optional.of(known);
  }

  private void audit(Caller caller, String verb, String series, String site, JsonNode body) {
    audit.record(
        caller,
        "series." + verb,
        DeskAnswers.cut(series),
        Set.of(site),
        Map.of("eventId", DeskAnswers.cut(body.path("eventId").asText())));
  }
}
