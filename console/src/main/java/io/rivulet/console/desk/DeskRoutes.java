package io.rivulet.console.desk;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.rivulet.console.RouteGroup;
import io.rivulet.console.access.Caller;
import io.rivulet.console.access.ConsoleAudit;
import io.rivulet.console.access.ConsoleRoute;
import io.rivulet.console.access.ConsoleRoute.SiteRule;
import io.rivulet.console.access.Permission;
import io.rivulet.runtime.http.Field;
import io.rivulet.runtime.http.Form;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What people do to sessions, from the console: passed to the session desk as done by them, once
 * the console knows that the session is of one of their sites. What the desk says of it, mistakes
 * and questions too, is passed back as it is.
 */
public final class DeskRoutes implements RouteGroup {
  private static final Pattern SESSION = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern VERB = Pattern.compile("[a-z]{1,32}");
  private static final String ROOT = "/api/v1/";
  private static final String UNKNOWN =
      "no open session of one of your sites has this name, or this cannot be recorded";

  private final DeskClient desk;
  private final ConsoleAudit audit;

  /**
   * Over a desk.
   *
   * @param audit keeps what is asked, by whom, before it is
   */
  public DeskRoutes(DeskClient desk, ConsoleAudit audit) {
    this.desk = desk;
    this.audit = audit;
  }

  @Override
  public List<ConsoleRoute> routes() {
    return List.of(
        ConsoleRoute.get(
            "/api/v1/sessions/actions",
            Permission.RECORD_SESSIONS,
            SiteRule.NO_SITE,
            "What can be recorded of a session: fields, units, ranges.",
            DeskAnswers.guarded(
                UNKNOWN, context -> DeskAnswers.pass(context, desk.get(ROOT + "actions")))),
        ConsoleRoute.post(
                "/api/v1/sessions",
                Permission.RECORD_SESSIONS,
                SiteRule.OF_ITS_SITE,
                "Opens a session at one of the caller's sites.",
                DeskAnswers.guarded(UNKNOWN, this::open))
            .taking(
                Form.passedOn(
                    Field.required("session", Field.Kind.TEXT, "its name"),
                    Field.required(
                        "site", Field.Kind.TEXT, "where; one of /api/v1/sessions/sites"))),
        ConsoleRoute.post(
                "/api/v1/sessions/{session}/{verb}",
                Permission.RECORD_SESSIONS,
                SiteRule.OF_ITS_SITE,
                "Records something of a session, as done by the caller.",
                DeskAnswers.guarded(UNKNOWN, this::act))
            .taking(Form.passedOn()));
  }

  private void open(Context context) {
    JsonNode body = DeskAnswers.body(context);
    JsonNode site = body.path("site");
    Caller caller = Caller.of(context);
    if (site.isTextual() && !caller.sites(Permission.RECORD_SESSIONS).includes(site.textValue())) {
      DeskAnswers.notYourSite(context, site.textValue(), "sessions");
      return;
    }
    audit(caller, "open", body.path("session").asText(), site.asText(), body);
    DeskAnswers.pass(context, desk.post(ROOT + "sessions", context.body(), caller.name()));
  }

  private void act(Context context) {
    String session = context.pathParam("session");
    String verb = context.pathParam("verb");
    if (!SESSION.matcher(session).matches() || !VERB.matcher(verb).matches()) {
      throw new NotFoundResponse();
    }
    String path = ROOT + "sessions/" + session;
    DeskClient.Reply known = desk.get(path);
    if (known.status() == 404) {
      throw new NotFoundResponse();
    }
    if (known.status() != 200) {
      DeskAnswers.pass(context, known);
      return;
    }
    Caller caller = Caller.of(context);
    String site = known.json().path("site").asText();
    caller.mustBeAt(Permission.RECORD_SESSIONS, site);
    audit(caller, verb, session, site, DeskAnswers.body(context));
    DeskAnswers.pass(context, desk.post(path + "/" + verb, context.body(), caller.name()));
  }

  private void audit(Caller caller, String verb, String session, String site, JsonNode body) {
    audit.record(
        caller,
        "session." + verb,
        DeskAnswers.cut(session),
        Set.of(site),
        Map.of("eventId", DeskAnswers.cut(body.path("eventId").asText())));
  }
}
