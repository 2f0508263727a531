package io.rivulet.console.access.signin;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.rivulet.console.access.AccessDatabase;
import io.rivulet.console.access.Caller;
import io.rivulet.console.access.Commands;
import io.rivulet.console.access.ConsoleRoute;
import io.rivulet.console.access.ConsoleRoute.SiteRule;
import io.rivulet.console.access.Permission;
import io.rivulet.console.access.user.User;
import io.rivulet.console.access.user.Users;
import io.rivulet.console.http.Json;
import io.rivulet.runtime.http.Body;
import io.rivulet.runtime.http.Field;
import io.rivulet.runtime.http.Form;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Signing in and out, and who one is. */
public final class SignInRoutes {
  private static final String ROOT = "/api/v1/sign-in";
  private static final Form PASSWORD =
      Form.question(
          Field.required("name", Field.Kind.TEXT, "of the user"),
          Field.required("password", Field.Kind.TEXT, "theirs"));
  private static final Form DEMO =
      Form.question(Field.required("name", Field.Kind.TEXT, "one of those that are offered"));
  private static final Form OUT =
      Form.question(
          Field.optional("everywhere", Field.Kind.FLAG, "whether every session is ended"));

  /**
   * What a provider offers.
   *
   * @param label what the button says
   * @param start where it begins
   * @param signOut where one signs out there too
   */
  public record Elsewhere(String label, String start, Supplier<Optional<URI>> signOut) {}

  private final AccessDatabase database;
  private final SignIn signIn;
  private final Sessions sessions;
  private final Visitors visitors;
  private final Optional<Elsewhere> elsewhere;
  private final boolean demo;

  /** Over these. */
  public SignInRoutes(
      AccessDatabase database,
      SignIn signIn,
      Sessions sessions,
      Visitors visitors,
      Optional<Elsewhere> elsewhere,
      boolean demo) {
    this.database = database;
    this.signIn = signIn;
    this.sessions = sessions;
    this.visitors = visitors;
    this.elsewhere = elsewhere;
    this.demo = demo;
  }

  /** What is answered. */
  public List<ConsoleRoute> routes() {
    List<ConsoleRoute> all = new ArrayList<>();
    all.add(
        ConsoleRoute.get(
            ROOT, Permission.PUBLIC, SiteRule.NO_SITE, "How one can sign in.", this::ways));
    all.add(
        ConsoleRoute.post(
                ROOT,
                Permission.PUBLIC,
                SiteRule.NO_SITE,
                "Signs in by a password.",
                this::password)
            .taking(PASSWORD));
    if (demo) {
      all.add(
          ConsoleRoute.post(
                  ROOT + "/demo",
                  Permission.PUBLIC,
                  SiteRule.NO_SITE,
                  "Signs in as somebody of the demo.",
                  this::demo)
              .taking(DEMO));
    }
    all.add(
        ConsoleRoute.get(
            "/api/v1/me", Permission.SIGNED_IN, SiteRule.NO_SITE, "Who one is.", this::me));
    all.add(
        ConsoleRoute.post(
                "/api/v1/sign-out", Permission.SIGNED_IN, SiteRule.NO_SITE, "Signs out.", this::out)
            .taking(OUT));
    return all;
  }

  private void ways(Context context) {
    Map<String, Object> ways = new LinkedHashMap<>();
    ways.put("local", true);
    ways.put("users", database.transact("users", Users::any));
    elsewhere.ifPresent(
        there -> ways.put("oidc", Map.of("label", there.label(), "start", there.start())));
    if (demo) {
      ways.put("demo", DemoPeople.all());
    }
    answer(context, Json.line(ways));
  }

  private void password(Context context) {
    visitors.requireOwnPage(context);
    String address = visitors.admitStranger(context);
    Body body = Commands.body(context);
    said(context, signIn.byPassword(context, body.text("name"), body.text("password"), address));
  }

  private void demo(Context context) {
    visitors.requireOwnPage(context);
    visitors.admitStranger(context);
    String name = Commands.body(context).text("name");
    if (DemoPeople.named(name).isEmpty()) {
      throw new NotFoundResponse();
    }
    said(
        context,
        database.transact(
            "sign in",
            connection -> {
              User user = Users.find(connection, name).orElseThrow(NotFoundResponse::new);
              return signIn.as(context, connection, user, "demo");
            }));
  }

  private void said(Context context, WebSession session) {
    answer(
        context,
        Me.of(session.caller(), Optional.of(session), demo, sessions.limits().idle()).toString());
  }

  private void me(Context context) {
    answer(
        context,
        Me.of(Caller.of(context), WebSession.of(context), demo, sessions.limits().idle())
            .toString());
  }

  private void out(Context context) {
    boolean everywhere = !context.body().isBlank() && Commands.body(context).flag("everywhere");
    Optional<WebSession> session = WebSession.of(context);
    signIn.out(context, Caller.of(context), everywhere);
    visitors.forget();
    Optional<URI> end =
        session
            .filter(found -> found.source() == User.Source.OIDC)
            .flatMap(found -> elsewhere)
            .flatMap(there -> there.signOut().get());
    answer(context, Json.line(end.map(uri -> Map.of("end", uri.toString())).orElse(Map.of())));
  }

  private static void answer(Context context, String json) {
    context.header("Cache-Control", "no-store").contentType("application/json").result(json);
  }
}
