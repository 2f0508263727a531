package io.rivulet.console.access.user;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.rivulet.console.access.AccessDatabase;
import io.rivulet.console.access.Caller;
import io.rivulet.console.access.Commands;
import io.rivulet.console.access.Commands.Command;
import io.rivulet.console.access.ConsoleRoute;
import io.rivulet.console.access.ConsoleRoute.SiteRule;
import io.rivulet.console.access.Grant;
import io.rivulet.console.access.Paging;
import io.rivulet.console.access.Permission;
import io.rivulet.console.access.signin.Attempts;
import io.rivulet.console.access.signin.Sessions;
import io.rivulet.console.http.RefusedException;
import io.rivulet.runtime.http.Body;
import io.rivulet.runtime.http.Field;
import io.rivulet.runtime.http.Form;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Administration of users. */
public final class UserRoutes {
  private static final String ROOT = "/api/v1/admin/users";
  private static final Field NAME = Field.required("name", Field.Kind.TEXT, "what they sign in as");
  private static final Field LABEL =
      Field.required("label", Field.Kind.TEXT, "what people read, such as Ada Example");
  private static final Field PASSWORD =
      Field.required(
          "password",
          Field.Kind.TEXT,
          PasswordRule.LENGTH_MIN + " to " + PasswordRule.LENGTH_MAX + " characters");
  private static final Form ADD =
      Form.command(
          NAME,
          LABEL,
          PASSWORD,
          Field.optional("grants", Field.Kind.TEXTS, "what they are, such as clinician@north"));
  private static final Form ONLY = Form.command();

  private final AccessDatabase database;
  private final Commands commands;
  private final Passwords passwords;
  private final InstantSource clock;
  private final Runnable forget;

  /**
   * Over these.
   *
   * @param forget called when somebody may less than before
   */
  public UserRoutes(
      AccessDatabase database,
      Commands commands,
      Passwords passwords,
      InstantSource clock,
      Runnable forget) {
    this.database = database;
    this.commands = commands;
    this.passwords = passwords;
    this.clock = clock;
    this.forget = forget;
  }

  /** What is answered. */
  public List<ConsoleRoute> routes() {
    return List.of(
        ConsoleRoute.get(ROOT, Permission.MANAGE_USERS, SiteRule.EVERY_SITE, "Users.", this::list)
            .asking(Paging.AFTER, Paging.LIMIT),
        post("", "Adds a local user.", ADD, this::add),
        post(
            "/{name}/label",
            "Changes what people read of a user.",
            Form.command(LABEL),
            this::label),
        post(
            "/{name}/disable",
            "Keeps a user out, at once.",
            ONLY,
            context -> disable(context, true)),
        post("/{name}/enable", "Lets a user in again.", ONLY, context -> disable(context, false)),
        post("/{name}/password", "Sets a user's password.", Form.command(PASSWORD), this::password),
        post("/{name}/sign-out", "Ends every session of a user.", ONLY, this::signOut));
  }

  private static ConsoleRoute post(
      String path, String summary, Form form, io.javalin.http.Handler handler) {
    return ConsoleRoute.post(
            ROOT + path, Permission.MANAGE_USERS, SiteRule.EVERY_SITE, summary, handler)
        .taking(form);
  }

  /** A user, as the list has them. */
  record Listed(
      String name,
      String label,
      String source,
      boolean disabled,
      List<String> grants,
      Instant created,
      Optional<Instant> lastSignIn,
      Optional<Instant> lockedUntil) {}

  private void list(Context context) {
    Paging.of(context)
        .answer(
            context,
            "users",
            Listed::name,
            (after, limit) ->
                database.transact(
                    "users",
                    connection -> {
                      List<Listed> all = new ArrayList<>();
                      for (User user : Users.page(connection, after, limit)) {
                        all.add(listed(connection, user));
                      }
                      return all;
                    }));
  }

  private Listed listed(Connection connection, User user) throws SQLException {
    return new Listed(
        user.name(),
        user.label(),
        user.source().name().toLowerCase(Locale.ROOT),
        user.disabled(),
        user.grants().stream().flatMap(grant -> grant.words().stream()).toList(),
        user.created(),
        user.lastSignIn(),
        Attempts.lockedUntil(connection, user.name(), clock.instant()));
  }

  private Object shown(Connection connection, String name) throws SQLException {
    return listed(connection, Users.find(connection, name).orElseThrow(NotFoundResponse::new));
  }

  private void add(Context context) {
    Body body = Commands.body(context);
    String name = Commands.valid(() -> User.checkName(body.text("name")));
    String label = Commands.valid(() -> User.checkLabel(body.text("label")));
    List<Grant> grants =
        Commands.valid(() -> body.texts("grants").stream().map(Grant::parse).toList());
    String hash = strong(name, label, body.text("password"));
    List<String> words = grants.stream().flatMap(grant -> grant.words().stream()).toList();
    commands.carryOut(
        context,
        new Command(
            body.text("eventId"),
            "user.add",
            name,
            Set.of(),
            Map.of("label", label, "grants", String.join(" ", words))),
        201,
        (connection, now) -> {
          if (!Users.add(connection, name, label, hash, now)) {
            throw new RefusedException(
                409, "user-exists", "The name is taken", name + " is there already");
          }
          for (Grant grant : grants) {
            Users.grant(connection, name, grant, "console", Caller.of(context).name(), now);
          }
          return shown(connection, name);
        },
        connection -> shown(connection, name));
  }

  /** What is kept of a password that follows the rule. */
  private String strong(String name, String label, String password) {
    PasswordRule.wrong(name, label, password)
        .ifPresent(
            wrong -> {
              throw new RefusedException(422, "weak-password", "Take another password", wrong);
            });
    return passwords.hash(password);
  }

  private void label(Context context) {
    Body body = Commands.body(context);
    String label = Commands.valid(() -> User.checkLabel(body.text("label")));
    carryOut(
        context,
        body,
        "user.label",
        Map.of("label", label),
        (connection, user) -> Users.label(connection, user.name(), label));
  }

  private void disable(Context context, boolean disabled) {
    carryOut(
        context,
        Commands.body(context),
        disabled ? "user.disable" : "user.enable",
        Map.of(),
        (connection, user) -> {
          Users.lockAdministrators(connection);
          int administrators = Users.administrators(connection);
          Users.disable(connection, user.name(), disabled);
          if (disabled) {
            Sessions.endAll(connection, user.name());
            requireAdministrator(connection, administrators);
          } else {
            Attempts.forget(connection, user.name());
          }
        });
  }

  /** Refuses what would leave nobody who could mend it. */
  static void requireAdministrator(Connection connection, int before) throws SQLException {
    if (before > 0 && Users.administrators(connection) == 0) {
      throw new RefusedException(
          409,
          "last-administrator",
          "Somebody has to administer",
          "nobody would be administrator of every site any more: make another one first");
    }
  }

  private void password(Context context) {
    Body body = Commands.body(context);
    User user = known(context);
    if (user.source() != User.Source.LOCAL) {
      throw new RefusedException(
          409,
          "no-password",
          "They have no password here",
          user.name() + " signs in elsewhere: change the password there");
    }
    String hash = strong(user.name(), user.label(), body.text("password"));
    carryOut(
        context,
        body,
        "user.password",
        Map.of(),
        (connection, now) -> {
          Users.password(connection, user.name(), hash);
          Sessions.endAll(connection, user.name());
          Attempts.forget(connection, user.name());
        });
  }

  private void signOut(Context context) {
    carryOut(
        context,
        Commands.body(context),
        "user.sign-out",
        Map.of(),
        (connection, user) -> Sessions.endAll(connection, user.name()));
  }

  private User known(Context context) {
    return database
        .transact("user", connection -> Users.find(connection, context.pathParam("name")))
        .orElseThrow(NotFoundResponse::new);
  }

  @FunctionalInterface
  private interface Change {
    void of(Connection connection, User user) throws SQLException;
  }

  private void carryOut(
      Context context, Body body, String action, Map<String, String> detail, Change change) {
    String name = context.pathParam("name");
    commands.carryOut(
        context,
        new Command(body.text("eventId"), action, name, Set.of(), detail),
        200,
        (connection, now) -> {
          change.of(connection, Users.find(connection, name).orElseThrow(NotFoundResponse::new));
          return shown(connection, name);
        },
        connection -> shown(connection, name));
    forget.run();
  }
}
