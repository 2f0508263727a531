package io.rivulet.console.access.token;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.rivulet.console.access.AccessDatabase;
import io.rivulet.console.access.Caller;
import io.rivulet.console.access.Commands;
import io.rivulet.console.access.ConsoleRoute;
import io.rivulet.console.access.ConsoleRoute.SiteRule;
import io.rivulet.console.access.Grant;
import io.rivulet.console.access.Paging;
import io.rivulet.console.access.Permission;
import io.rivulet.console.access.user.User;
import io.rivulet.console.access.user.Users;
import io.rivulet.console.http.RefusedException;
import io.rivulet.runtime.http.Body;
import io.rivulet.runtime.http.Field;
import io.rivulet.runtime.http.Form;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** API tokens: one's own, and for administrators those of everybody. */
public final class TokenRoutes {
  private static final String OWN = "/api/v1/me/tokens";
  private static final String ALL = "/api/v1/admin/tokens";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final int MAX_GRANTS = 50;
  private static final Field OWNER =
      Field.required("owner", Field.Kind.TEXT, "name of the user whom it acts for");
  private static final List<Field> FIELDS =
      List.of(
          Field.required(
              "name", Field.Kind.TEXT, "what it is for, 1 to 64 of letters, digits, '.', '_', '-'"),
          Field.required(
              "grants", Field.Kind.TEXTS, "what it may, such as researcher@north, 1 to 50"),
          Field.required(
              "expires", Field.Kind.TIME, "until when it is good, within 366 days from now"));
  private static final Form OWN_TOKEN = new Form(FIELDS, Form.Use.COMMAND);
  private static final Form ANYBODYS_TOKEN =
      new Form(Stream.concat(Stream.of(OWNER), FIELDS.stream()).toList(), Form.Use.COMMAND);
  private static final Form REVOKE = Form.command();

  private final AccessDatabase database;
  private final Commands commands;
  private final InstantSource clock;
  private final Runnable forget;

  /**
   * Over these.
   *
   * @param forget called when a token was revoked
   */
  public TokenRoutes(
      AccessDatabase database, Commands commands, InstantSource clock, Runnable forget) {
    this.database = database;
    this.commands = commands;
    this.clock = clock;
    this.forget = forget;
  }

  /** What is answered. */
  public List<ConsoleRoute> routes() {
    return List.of(
        ConsoleRoute.get(OWN, Permission.SIGNED_IN, SiteRule.NO_SITE, "Own API tokens.", this::own)
            .asking(Paging.AFTER, Paging.LIMIT),
        ConsoleRoute.post(
                OWN,
                Permission.SIGNED_IN,
                SiteRule.NO_SITE,
                "Makes an API token for oneself.",
                this::makeOwn)
            .taking(OWN_TOKEN),
        ConsoleRoute.post(
                OWN + "/{id}/revoke",
                Permission.SIGNED_IN,
                SiteRule.NO_SITE,
                "Ends an API token of one's own.",
                this::revokeOwn)
            .taking(REVOKE),
        ConsoleRoute.get(
                ALL,
                Permission.MANAGE_USERS,
                SiteRule.EVERY_SITE,
                "API tokens of everybody.",
                this::all)
            .asking(Paging.AFTER, Paging.LIMIT),
        ConsoleRoute.post(
                ALL,
                Permission.MANAGE_USERS,
                SiteRule.EVERY_SITE,
                "Makes an API token for somebody.",
                this::makeForSomebody)
            .taking(ANYBODYS_TOKEN),
        ConsoleRoute.post(
                ALL + "/{id}/revoke",
                Permission.MANAGE_USERS,
                SiteRule.EVERY_SITE,
                "Ends anybody's API token.",
                this::revokeAny)
            .taking(REVOKE));
  }

  private void own(Context context) {
    Optional<String> owner = Optional.of(Caller.of(context).name());
    Paging.of(context).answer(context, "tokens", ApiToken::id, page(owner));
  }

  private void all(Context context) {
    Paging.of(context).answer(context, "tokens", ApiToken::id, page(Optional.empty()));
  }

  private Paging.Reader<ApiToken> page(Optional<String> owner) {
    return (after, limit) ->
        database.transact("tokens", connection -> ApiTokens.page(connection, owner, after, limit));
  }

  private void makeOwn(Context context) {
    Caller caller = Caller.of(context);
    if (caller.token().isPresent()) {
      // A token that leaked must not be able to outlive itself.
      throw new RefusedException(
          403, "not-by-token", "It is not allowed", "tokens are made by people, not by tokens");
    }
    make(context, caller.name(), Commands.body(context));
  }

  private void makeForSomebody(Context context) {
    Body body = Commands.body(context);
    make(context, body.text("owner"), body);
  }

  private void make(Context context, String owner, Body body) {
    Instant now = clock.instant();
    String name = body.text("name");
    List<Grant> grants =
        Commands.valid(() -> body.texts("grants").stream().map(Grant::parse).toList());
    List<String> words = grants.stream().flatMap(grant -> grant.words().stream()).toList();
    Instant expires = body.time("expires");
    if (!NAME.matcher(name).matches()) {
      throw invalid("name is not 1 to 64 of letters, digits, '.', '_', '-'");
    }
    if (grants.isEmpty() || grants.size() > MAX_GRANTS) {
      throw invalid("grants are not 1 to " + MAX_GRANTS);
    }
    if (!expires.isAfter(now) || expires.isAfter(now.plus(LONGEST))) {
      throw invalid("expires is not within " + LONGEST.toDays() + " days from now");
    }
    // The command's own id, so that sent again it is found.
    String id = body.text("eventId");
    ApiToken made =
        new ApiToken(
            id,
            name,
            owner,
            words,
            now,
            Caller.of(context).name(),
            expires,
            Optional.empty(),
            Optional.empty());
    commands.carryOut(
        context,
        new Commands.Command(
            id,
            "token.make",
            id,
            Set.of(),
            Map.of(
                "owner",
                owner,
                "name",
                name,
                "grants",
                String.join(" ", words),
                "expires",
                expires.toString())),
        201,
        (connection, at) -> add(connection, made, grants, at),
        connection -> ApiTokens.find(connection, id).orElseThrow(NotFoundResponse::new));
  }

  /** A token, this once with what nobody can learn again. */
  record Made(
      String token,
      String id,
      String name,
      String owner,
      List<String> grants,
      Instant created,
      Instant expires) {
    @Override
    public String toString() {
      return "Made[" + id + "]";
    }
  }

  private static Object add(Connection connection, ApiToken made, List<Grant> grants, Instant now)
      throws SQLException {
    User owner =
        Users.find(connection, made.owner())
            .orElseThrow(() -> invalid("owner is not a known user"));
    List<String> held =
        Grant.common(grants, owner.grants()).stream()
            .flatMap(grant -> grant.words().stream())
            .toList();
    for (String word : made.grants()) {
      if (!held.contains(word)) {
        throw invalid(
            owner.name()
                + " has no grant that holds "
                + word
                + ": a token may not more than its owner");
      }
    }
    if (ApiTokens.find(connection, made.id()).isPresent()) {
      throw new RefusedException(
          409, "event-id-used", "Its eventId was used before", "choose a new eventId");
    }
    if (ApiTokens.good(connection, made.owner(), now) >= ApiTokens.OF_ONE_USER) {
      throw new RefusedException(
          409,
          "too-many-tokens",
          "There are enough",
          made.owner() + " has " + ApiTokens.OF_ONE_USER + " tokens: revoke one first");
    }
    String token = ApiTokens.add(connection, made);
    return new Made(
        token, made.id(), made.name(), made.owner(), made.grants(), made.created(), made.expires());
  }

  private void revokeOwn(Context context) {
    revoke(context, Optional.of(Caller.of(context).name()));
  }

  private void revokeAny(Context context) {
    revoke(context, Optional.empty());
  }

  private void revoke(Context context, Optional<String> owner) {
    Body body = Commands.body(context);
    String id = context.pathParam("id");
    commands.carryOut(
        context,
        new Commands.Command(body.text("eventId"), "token.revoke", id, Set.of(), Map.of()),
        200,
        (connection, now) -> {
          ApiToken token =
              ApiTokens.find(connection, id)
                  .filter(found -> owner.map(found.owner()::equals).orElse(true))
                  .orElseThrow(NotFoundResponse::new);
          ApiTokens.revoke(connection, token.id(), now);
          return Map.of("id", id);
        },
        connection -> Map.of("id", id));
    forget.run();
  }

  private static RefusedException invalid(String detail) {
    return new RefusedException(422, "invalid", "A value cannot be", detail);
  }
}
