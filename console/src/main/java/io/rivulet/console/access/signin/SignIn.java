package io.rivulet.console.access.signin;

import io.javalin.http.Context;
import io.rivulet.console.access.AccessDatabase;
import io.rivulet.console.access.Caller;
import io.rivulet.console.access.audit.AuditTrail;
import io.rivulet.console.access.user.Passwords;
import io.rivulet.console.access.user.User;
import io.rivulet.console.access.user.Users;
import io.rivulet.console.http.RefusedException;
import io.rivulet.runtime.http.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lets people in, and out again. */
public final class SignIn {
  /** Name of the cookie, without its prefix. */
  static final String COOKIE = "rivulet_session";

  private static final int MAX_PASSWORD = 1_000;

  private final AccessDatabase database;
  private final Sessions sessions;
  private final Passwords passwords;
  private final AuditTrail audit;
  private final Cookies cookies;
  private final InstantSource clock;

  /** Over these. */
  public SignIn(
      AccessDatabase database,
      Sessions sessions,
      Passwords passwords,
      AuditTrail audit,
      Cookies cookies,
      InstantSource clock) {
    this.database = database;
    this.sessions = sessions;
    this.passwords = passwords;
    this.audit = audit;
    this.cookies = cookies;
    this.clock = clock;
  }

  /**
   * By a password.
   *
   * @param address where it came from
   * @throws RefusedException with 401 where name and password do not belong together, which of them
   *     is wrong is never said; with 429 where nothing is tried now
   */
  WebSession byPassword(Context context, String name, String password, String address) {
    User user = verify(name, password, address);
    return database.transact(
        "sign in", connection -> begin(context, connection, user, "password", clock.instant()));
  }

  /** Whoever a name and a password belong to; refuses as {@link #byPassword}. */
  User verify(String name, String password, String address) {
    String tried = User.NAME.matcher(name).matches() ? name : "?";
    Instant now = clock.instant();
    Optional<String> kept =
        database.transact(
            "sign in",
            connection -> {
              refuseLocked(Attempts.lockedUntil(connection, tried, address, now), now);
              return Users.passwordHash(connection, tried);
            });
    boolean right = passwords.match(password.length() > MAX_PASSWORD ? "" : password, kept);
    return database
        .transact(
            "sign in",
            connection -> {
              // Asked again: it may have changed while the password was compared.
              Optional<User> user =
                  Users.find(connection, tried).filter(found -> right && !found.disabled());
              if (user.isEmpty()) {
                failed(connection, tried, address, now);
              } else {
                Attempts.forget(connection, tried);
              }
              return user;
            })
        .orElseThrow(
            () ->
                new RefusedException(
                    401,
                    "wrong-credentials",
                    "Name and password do not belong together",
                    "try again; after five mistakes you have to wait. An administrator can set a new password"));
  }

  private static void refuseLocked(Optional<Instant> until, Instant now) {
    if (until.isPresent()) {
      long seconds = Math.max(1, Duration.between(now, until.get()).toSeconds() + 1);
      throw new RefusedException(
          new Problem(
              429,
              "locked-out",
              "Too many mistakes",
              "try again in " + seconds + " s, or ask an administrator for a new password"),
          Map.of("Retry-After", Long.toString(seconds)));
    }
  }

  /** A name that nobody has is never kept: people type passwords into the wrong field. */
  private void failed(Connection connection, String name, String address, Instant now)
      throws SQLException {
    boolean locks = Attempts.failed(connection, name, address, now);
    Optional<User> known = Users.find(connection, name);
    if (locks && known.isPresent()) {
      audit.append(
          connection,
          new Caller(name, known.get().label(), known.get().grants()),
          "sign-in.locked",
          name,
          Set.of(),
          Map.of("address", address));
    }
  }

  /** As somebody whom the caller of this knows already. */
  public WebSession as(Context context, Connection connection, User user, String how)
      throws SQLException {
    return begin(context, connection, user, how, clock.instant());
  }

  /** A session always has a new secret, so that one that was planted before is good for nothing. */
  private WebSession begin(
      Context context, Connection connection, User user, String how, Instant now)
      throws SQLException {
    Optional<String> before = cookies.get(context, COOKIE);
    if (before.isPresent()) {
      sessions.end(connection, before.get());
    }
    String token = sessions.begin(connection, user, now);
    Users.signedIn(connection, user.name(), now);
    audit.append(
        connection,
        new Caller(user.name(), user.label(), user.grants()),
        "sign-in",
        user.name(),
        Set.of(),
        Map.of("how", how));
    cookies.set(context, COOKIE, token, sessions.limits().most());
    return sessions
        .find(connection, token, now)
        .orElseThrow(
            () ->
                new RefusedException(
                    403, "kept-out", "You are kept out", "an administrator disabled this user"));
  }

  /** Ends the session of a request, or every session of its user. */
  void out(Context context, Caller caller, boolean everywhere) {
    database.transact(
        "sign out",
        connection -> {
          audit.append(
              connection,
              caller,
              everywhere ? "sign-out.everywhere" : "sign-out",
              caller.name(),
              Set.of(),
              Map.of());
          Optional<String> token = cookies.get(context, COOKIE);
          if (token.isPresent()) {
            sessions.end(connection, token.get());
          }
          if (everywhere) {
            Sessions.endAll(connection, caller.name());
          }
          return null;
        });
    cookies.clear(context, COOKIE);
  }
}
