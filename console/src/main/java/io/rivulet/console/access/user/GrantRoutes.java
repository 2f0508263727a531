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
import io.rivulet.console.access.Permission;
import io.rivulet.console.access.SiteScope;
import io.rivulet.console.http.Json;
import io.rivulet.runtime.http.Body;
import io.rivulet.runtime.http.Field;
import io.rivulet.runtime.http.Form;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Administration of what people are, and where. */
public final class GrantRoutes {
  private static final String ROOT = "/api/v1/admin/grants";
  private static final int MOST = 10_000;
  private static final Form FORM =
      Form.command(
          Field.required("user", Field.Kind.TEXT, "name of the user"),
          Field.required(
              "grant",
              Field.Kind.TEXT,
              "a role at one site, such as clinician@north, or at every site, such as engineer"));

  private final AccessDatabase database;
  private final Commands commands;
  private final Runnable forget;

  /**
   * Over these.
   *
   * @param forget called when somebody may more or less than before
   */
  public GrantRoutes(AccessDatabase database, Commands commands, Runnable forget) {
    this.database = database;
    this.commands = commands;
    this.forget = forget;
  }

  /** What is answered. */
  public List<ConsoleRoute> routes() {
    return List.of(
        ConsoleRoute.get(
                ROOT,
                Permission.MANAGE_USERS,
                SiteRule.EVERY_SITE,
                "Grants of somebody, or of everybody.",
                this::list)
            .asking(Field.optional("user", Field.Kind.TEXT, "only of this user")),
        ConsoleRoute.post(
                ROOT,
                Permission.MANAGE_USERS,
                SiteRule.EVERY_SITE,
                "Gives somebody a role.",
                context -> change(context, true))
            .taking(FORM),
        ConsoleRoute.post(
                ROOT + "/revoke",
                Permission.MANAGE_USERS,
                SiteRule.EVERY_SITE,
                "Takes a role from somebody.",
                context -> change(context, false))
            .taking(FORM));
  }

  /** A grant, as the list has it. */
  record Listed(
      String user,
      String grant,
      String role,
      Optional<String> site,
      String source,
      Instant granted,
      String grantedBy) {}

  private void list(Context context) {
    Optional<String> user = Optional.ofNullable(context.queryParam("user"));
    List<Listed> all =
        database.transact("grants", connection -> Users.given(connection, user, MOST)).stream()
            .flatMap(GrantRoutes::listed)
            .toList();
    context
        .header("Cache-Control", "no-store")
        .contentType("application/json")
        .result(Json.line(Map.of("grants", all)));
  }

  private static java.util.stream.Stream<Listed> listed(Users.Given given) {
    return Users.grants(List.of(given.grant())).stream()
        .map(
            grant ->
                new Listed(
                    given.user(),
                    given.grant(),
                    grant.role().word(),
                    grant.scope() instanceof SiteScope.Only only
                        ? only.sites().stream().findFirst()
                        : Optional.empty(),
                    given.source(),
                    given.granted(),
                    given.grantedBy()));
  }

  private void change(Context context, boolean give) {
    Body body = Commands.body(context);
    String name = body.text("user");
    Grant grant = Commands.valid(() -> Grant.parse(body.text("grant")));
    Set<String> sites = grant.scope() instanceof SiteScope.Only only ? only.sites() : Set.of();
    commands.carryOut(
        context,
        new Command(
            body.text("eventId"),
            give ? "grant.give" : "grant.take",
            name,
            sites,
            Map.of("grant", grant.words().get(0))),
        give ? 201 : 200,
        (connection, now) -> {
          User user = Users.find(connection, name).orElseThrow(NotFoundResponse::new);
          if (give) {
            Users.grant(connection, user.name(), grant, "console", Caller.of(context).name(), now);
          } else {
            Users.lockAdministrators(connection);
            int administrators = Users.administrators(connection);
            if (!Users.revoke(connection, user.name(), grant)) {
              throw new NotFoundResponse();
            }
            UserRoutes.requireAdministrator(connection, administrators);
          }
          return Map.of("user", name, "grant", grant.words().get(0));
        },
        connection -> Map.of("user", name, "grant", grant.words().get(0)));
    forget.run();
  }
}
