package io.rivulet.console.limits;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.rivulet.console.RouteGroup;
import io.rivulet.console.access.Caller;
import io.rivulet.console.access.ConsoleAudit;
import io.rivulet.console.access.ConsoleRoute;
import io.rivulet.console.access.ConsoleRoute.SiteRule;
import io.rivulet.console.access.Permission;
import io.rivulet.console.access.SiteScope;
import io.rivulet.console.desk.DeskClient;
import io.rivulet.console.desk.DeskUnreachableException;
import io.rivulet.console.http.Json;
import io.rivulet.console.http.PageFiles;
import io.rivulet.runtime.http.Field;
import io.rivulet.runtime.http.Form;
import io.rivulet.runtime.http.Problem;
import io.rivulet.store.read.LimitsRecords;
import io.rivulet.store.read.LimitsUseRow;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits profiles, their versions and who goes by them. A profile is of no site: whoever may see
 * limits sees all of them, and the sessions of their sites. A version is published through the
 * session desk, as done by whoever asks, and checked there.
 */
public final class LimitsRoutes implements RouteGroup {
  private static final Logger LOG = LoggerFactory.getLogger(LimitsRoutes.class);
  private static final Pattern PROFILE = Pattern.compile("[A-Za-z0-9._-]{1,128}");
  private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,8}");
  private static final String ROOT = "/api/v1/limits";
  private static final String JSON = "application/json";

  private final LimitsRecords records;
  private final Optional<DeskClient> desk;
  private final ConsoleAudit trail;
  private final InstantSource clock;

  /**
   * Over what landed, and a desk.
   *
   * @param desk where versions are published; nobody may publish where empty
   * @param trail told what is asked, by whom, before it is
   */
  public LimitsRoutes(
      LimitsRecords records, Optional<DeskClient> desk, ConsoleAudit trail, InstantSource clock) {
    this.records = Objects.requireNonNull(records, "records");
    this.desk = Objects.requireNonNull(desk, "desk");
    this.trail = Objects.requireNonNull(trail, "trail");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  @Override
  public List<ConsoleRoute> routes() {
    return List.of(
        PageFiles.page("/limits", "limits.html", Permission.SEE_LIMITS, "Limits profiles."),
        PageFiles.page(
            "/limits/{profile}",
            "limits.html",
            Permission.SEE_LIMITS,
            "One limits profile: its versions, their difference, a new one."),
        ConsoleRoute.get(
            ROOT,
            Permission.SEE_LIMITS,
            SiteRule.NO_SITE,
            "Limits profiles and their versions, with who published each and why.",
            this::profiles),
        ConsoleRoute.get(
            ROOT + "/sessions",
            Permission.SEE_LIMITS,
            SiteRule.FILTERED,
            "Open sessions and the limits profile of each.",
            this::sessions),
        ConsoleRoute.get(
            ROOT + "/{profile}/versions/{version}",
            Permission.SEE_LIMITS,
            SiteRule.NO_SITE,
            "What one version of a limits profile says.",
            this::version),
        ConsoleRoute.post(
                ROOT + "/{profile}",
                Permission.MANAGE_LIMITS,
                SiteRule.EVERY_SITE,
                "Publishes a version of a limits profile, as done by the caller.",
                this::publish)
            .taking(
                Form.passedOn(
                    Field.required("version", Field.Kind.WHOLE, "one more than the latest"),
                    Field.required("from", Field.Kind.TIME, "from when on it holds"),
                    Field.required(
                        "profile", Field.Kind.OBJECT, "the limits, as docs/limits.md describes"),
                    Field.optional("reason", Field.Kind.TEXT, "why, for those who look later"))));
  }

  private void profiles(Context context) {
    json(context, LimitsView.of(records.versions(), asked(), clock.instant()));
  }

  /** Who published what; the profiles are there without it, too. */
  private Optional<JsonNode> asked() {
    try {
      return desk.map(one -> one.get(ROOT))
          .filter(reply -> reply.status() == 200)
          .map(DeskClient.Reply::json);
    } catch (DeskUnreachableException e) {
      LOG.warn("who published limits is not known: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private record InUse(List<LimitsUseRow> sessions, boolean more) {}

  private void sessions(Context context) {
    SiteScope scope = Caller.of(context).sites(Permission.SEE_LIMITS);
    Optional<Set<String>> sites =
        scope instanceof SiteScope.Only only ? Optional.of(only.sites()) : Optional.empty();
    List<LimitsUseRow> rows = records.inUse(sites);
    json(context, new InUse(rows, rows.size() == LimitsRecords.MAX_SESSIONS));
  }

  private void version(Context context) {
    String profile = context.pathParam("profile");
    String version = context.pathParam("version");
    if (!PROFILE.matcher(profile).matches() || !VERSION.matcher(version).matches()) {
      throw new NotFoundResponse();
    }
    Optional<String> content = records.content(profile, Integer.parseInt(version));
    if (content.isEmpty()) {
      new Problem(
              404,
              "unknown",
              "It is not known",
              "limits profile " + profile + " has no version " + version)
          .answer(context);
      return;
    }
    context.header("Cache-Control", "no-store").contentType(JSON).result(content.orElseThrow());
  }

  private void publish(Context context) {
    String profile = context.pathParam("profile");
    String type = context.contentType();
    context.header("Cache-Control", "no-store");
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith(JSON)) {
      new Problem(415, "not-json", "It is not JSON", "send the body as " + JSON).answer(context);
    } else if (!PROFILE.matcher(profile).matches()) {
      new Problem(
              422,
              "invalid",
              "A value cannot be",
              "a limits profile's name is 1 to 128 of letters, digits, '.', '_', '-'")
          .answer(context);
    } else if (desk.isEmpty()) {
      new Problem(
              409,
              "no-desk",
              "Nobody may publish here",
              "this console knows no session desk: set console.desk.url and console.desk.token")
          .answer(context);
    } else {
      publish(context, profile, desk.orElseThrow());
    }
  }

  private void publish(Context context, String profile, DeskClient through) {
    Caller caller = Caller.of(context);
    trail.record(caller, "limits.publish", profile, Set.of(), Map.of());
    try {
      DeskClient.Reply reply = through.post(ROOT + "/" + profile, context.body(), caller.name());
      boolean refusesUs = reply.status() == 401 || reply.status() == 403;
      if (refusesUs) {
        LOG.error("the session desk refuses the console's token: {}", reply.body());
        unavailable(context, "the session desk refuses the console; its log says more");
      } else {
        context.status(reply.status()).contentType(reply.mediaType()).result(reply.body());
      }
    } catch (DeskUnreachableException e) {
      LOG.warn("{} was not published: {}", profile, e.getMessage());
      context.header("Retry-After", "5");
      unavailable(context, "it is not known to be published; send it again with the same eventId");
    }
  }

  private static void unavailable(Context context, String detail) {
    new Problem(503, "desk-unavailable", "The session desk does not answer", detail)
        .answer(context);
  }

  private static void json(Context context, Object body) {
    context.header("Cache-Control", "no-store").contentType(JSON).result(Json.line(body));
  }
}
