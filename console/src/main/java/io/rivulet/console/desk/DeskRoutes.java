package io.rivulet.console.desk;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.NotFoundResponse;
import io.rivulet.console.RouteGroup;
import io.rivulet.console.access.Caller;
import io.rivulet.console.access.ConsoleAudit;
import io.rivulet.console.access.ConsoleRoute;
import io.rivulet.console.access.ConsoleRoute.SiteRule;
import io.rivulet.console.access.Permission;
import io.rivulet.runtime.http.Field;
import io.rivulet.runtime.http.Form;
import io.rivulet.runtime.http.Json;
import io.rivulet.runtime.http.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people do to sessions, from the console: passed to the session desk as done by them, once
 * the console knows that the session is of one of their sites. What the desk says of it, mistakes
 * and questions too, is passed back as it is.
 */
public final class DeskRoutes implements RouteGroup {
  private static final Logger LOG = LoggerFactory.getLogger(DeskRoutes.class);
  private static final Pattern SESSION = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern VERB = Pattern.compile("[a-z]{1,32}");
  private static final String ROOT = "/api/v1/";
  private static final String JSON = "application/json";

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
            guarded(context -> pass(context, desk.get(ROOT + "actions")))),
        ConsoleRoute.post(
                "/api/v1/sessions",
                Permission.RECORD_SESSIONS,
                SiteRule.OF_ITS_SITE,
                "Opens a session at one of the caller's sites.",
                guarded(this::open))
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
                guarded(this::act))
            .taking(Form.passedOn()));
  }

  private void open(Context context) {
    JsonNode body = body(context);
    JsonNode site = body.path("site");
    Caller caller = Caller.of(context);
    if (site.isTextual() && !caller.sites(Permission.RECORD_SESSIONS).includes(site.textValue())) {
      new Problem(
              403,
              "not-your-site",
              "It is not allowed",
              "site \"" + cut(site.textValue()) + "\" is none of those at which you open sessions")
          .answer(context);
      return;
    }
    audit(caller, "open", body.path("session").asText(), site.asText(), body);
    pass(context, desk.post(ROOT + "sessions", context.body(), caller.name()));
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
      pass(context, known);
      return;
    }
    Caller caller = Caller.of(context);
    String site = known.json().path("site").asText();
    caller.mustBeAt(Permission.RECORD_SESSIONS, site);
    audit(caller, verb, session, site, body(context));
    pass(context, desk.post(path + "/" + verb, context.body(), caller.name()));
  }

  private void audit(Caller caller, String verb, String session, String site, JsonNode body) {
    audit.record(
        caller,
        "session." + verb,
        cut(session),
        Set.of(site),
        Map.of("eventId", cut(body.path("eventId").asText())));
  }

  private static JsonNode body(Context context) {
    try {
      JsonNode body = Json.read(context.body());
      if (body.isObject()) {
        return body;
      }
    } catch (IllegalArgumentException e) {
      LOG.debug("a body was no JSON", e);
    }
    throw new IllegalArgumentException("the body is not a JSON object");
  }

  private static Handler guarded(Handler handler) {
    return context -> {
      context.header("Cache-Control", "no-store");
      String type = context.contentType();
      boolean sends = context.method().name().equals("POST");
      if (sends && (type == null || !type.toLowerCase(Locale.ROOT).startsWith(JSON))) {
        new Problem(415, "not-json", "It is not JSON", "send the body as " + JSON).answer(context);
        return;
      }
      try {
        handler.handle(context);
      } catch (NotFoundResponse e) {
        new Problem(
                404,
                "unknown",
                "It is not known",
                "no open session of one of your sites has this name, or this cannot be recorded")
            .answer(context);
      } catch (IllegalArgumentException e) {
        new Problem(400, "malformed", "The request cannot be read", e.getMessage()).answer(context);
      } catch (DeskUnreachableException e) {
        LOG.warn("{} was not answered: {}", context.path(), e.getMessage());
        context.header("Retry-After", "5");
        new Problem(
                503,
                "desk-unavailable",
                "The session desk does not answer",
                "it is not known to have been recorded; send it again with the same eventId")
            .answer(context);
      }
    };
  }

  private static void pass(Context context, DeskClient.Reply reply) {
    if (reply.status() == 401 || reply.status() == 403) {
      LOG.error("the session desk refuses the console's token: {}", reply.body());
      new Problem(
              503,
              "desk-unavailable",
              "The session desk refuses the console",
              "whoever runs it has to give console.desk.token an entry in sessions.tokens that ends"
                  + " with :acts-for")
          .answer(context);
      return;
    }
    context.status(reply.status()).contentType(reply.mediaType()).result(reply.body());
  }

  private static String cut(String text) {
    return text.length() > 80 ? text.substring(0, 80) + "..." : text;
  }
}
