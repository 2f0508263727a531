package io.rivulet.console.access.signin;

import io.javalin.http.Context;
import io.rivulet.console.access.AccessDatabase;
import io.rivulet.console.access.Caller;
import io.rivulet.console.access.Commands;
import io.rivulet.console.access.ConsoleRoute;
import io.rivulet.console.access.ConsoleRoute.SiteRule;
import io.rivulet.console.access.Permission;
import io.rivulet.console.access.audit.AuditTrail;
import io.rivulet.console.access.user.PasswordRule;
import io.rivulet.console.access.user.Passwords;
import io.rivulet.console.access.user.User;
import io.rivulet.console.access.user.Users;
import io.rivulet.console.http.Json;
import io.rivulet.console.http.RefusedException;
import io.rivulet.runtime.http.Body;
import io.rivulet.runtime.http.Field;
import io.rivulet.runtime.http.Form;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Changing one's own password, which takes the old one and ends every session but this. */
public final class PasswordRoutes {
  private static final Form FORM =
      Form.question(
          Field.required("password", Field.Kind.TEXT, "the one that holds"),
          Field.required(
              "newPassword",
              Field.Kind.TEXT,
              PasswordRule.LENGTH_MIN + " to " + PasswordRule.LENGTH_MAX + " characters"));

  private final AccessDatabase database;
  private final SignIn signIn;
  private final Passwords passwords;
  private final AuditTrail audit;
  private final Visitors visitors;

  /** Over these. */
  public PasswordRoutes(
      AccessDatabase database,
      SignIn signIn,
      Passwords passwords,
      AuditTrail audit,
      Visitors visitors) {
    this.database = database;
    this.signIn = signIn;
    this.passwords = passwords;
    this.audit = audit;
    this.visitors = visitors;
  }

  /** What is answered. */
  public List<ConsoleRoute> routes() {
    return List.of(
        ConsoleRoute.post(
                "/api/v1/me/password",
                Permission.SIGNED_IN,
                SiteRule.NO_SITE,
                "Changes one's own password.",
                this::change)
            .taking(FORM));
  }

  private void change(Context context) {
    Caller caller = Caller.of(context);
    boolean local =
        WebSession.of(context).filter(session -> session.source() == User.Source.LOCAL).isPresent();
    if (!local) {
      throw new RefusedException(
          409,
          "no-password",
          "There is no password here",
          "change it where you sign in, before a page and not with a token");
    }
    Body body = Commands.body(context);
    PasswordRule.wrong(caller.name(), caller.label(), body.text("newPassword"))
        .ifPresent(
            wrong -> {
              throw new RefusedException(422, "weak-password", "Take another password", wrong);
            });
    // As when signing in: mistakes count, and too many lock out.
    User user =
        signIn.verify(caller.name(), body.text("password"), visitors.admitStranger(context));
    String hash = passwords.hash(body.text("newPassword"));
    WebSession fresh =
        database.transact(
            "password",
            connection -> {
              audit.append(connection, caller, "password.change", user.name(), Set.of(), Map.of());
              Users.password(connection, user.name(), hash);
              Sessions.endAll(connection, user.name());
              return signIn.as(context, connection, user, "password change");
            });
    visitors.forget();
    context
        .header("Cache-Control", "no-store")
        .contentType("application/json")
        .result(Json.line(Map.of("csrf", fresh.csrf())));
  }
}
