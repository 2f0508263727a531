package io.rivulet.console.access.signin;

import io.javalin.http.Context;
import io.rivulet.console.access.AccessDatabase;
import io.rivulet.console.access.Caller;
import io.rivulet.console.access.token.ApiTokens;
import io.rivulet.console.access.token.MachineTokens;
import io.rivulet.console.http.RefusedException;
import io.rivulet.runtime.http.Problem;
import io.rivulet.store.read.StoreUnavailableException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Finds out who sends a request: by a token in its header or by the cookie of a session, and
 * whether it may be sent like this: not too often, and with a cookie only from a page of this
 * console.
 */
public final class Visitors {
  private static final Set<String> LOOKING = Set.of("GET", "HEAD", "OPTIONS");
  private static final String JSON = "application/json";
  private static final int MAX_SECRET = 512;
  private static final int REMEMBERED = 10_000;

  private final AccessDatabase database;
  private final Sessions sessions;
  private final MachineTokens machines;
  private final Cookies cookies;
  private final SameOrigin origins;
  private final boolean behindProxy;
  private final boolean demo;
  private final InstantSource clock;
  private final Remembered<WebSession> knownSessions = new Remembered<>();
  private final Remembered<Caller> knownTokens = new Remembered<>();
  private final List<Runnable> onChange = new CopyOnWriteArrayList<>();
  private final RateLimit callers = new RateLimit(1_000, 100, REMEMBERED);

  /** Apart from those who sign in: a program with an old token keeps nobody from the sign-in. */
  private final RateLimit guesses = new RateLimit(60, 1, REMEMBERED);

  private final RateLimit strangers = new RateLimit(60, 1, REMEMBERED);

  /**
   * Over these.
   *
   * @param where how the console is reached
   * @param demo whether people of the demo are let in
   */
  public Visitors(
      AccessDatabase database,
      Sessions sessions,
      MachineTokens machines,
      Reached where,
      boolean demo,
      InstantSource clock) {
    this.database = database;
    this.sessions = sessions;
    this.machines = machines;
    this.cookies = new Cookies(where.secure());
    this.origins = new SameOrigin(where.url());
    this.behindProxy = where.behindProxy();
    this.demo = demo;
    this.clock = clock;
  }

  /** Who asks; see {@link io.rivulet.console.access.Access#caller}. */
  public Optional<Caller> caller(Context context) {
    String authorization = context.header("Authorization");
    Optional<Caller> found =
        authorization == null ? bySession(context) : byToken(context, authorization);
    if (found.isEmpty()) {
      if (authorization != null || cookies.get(context, SignIn.COOKIE).isPresent()) {
        admit(guesses, address(context));
      }
    } else if (!callers.take(found.get().name(), clock.instant())) {
      throw tooOften("ask less often: 100 requests a second are answered to one user");
    }
    return found;
  }

  /** Who asked, asked again later; see {@link io.rivulet.console.access.Access#again}. */
  public Supplier<Optional<Caller>> again(Context context) {
    Optional<Caller> asked = Optional.of(Caller.of(context));
    String authorization = context.header("Authorization");
    if (authorization == null) {
      Optional<String> cookie = cookies.get(context, SignIn.COOKIE);
      return () ->
          cookie.flatMap(
              value ->
                  database.transact(
                      "session",
                      connection ->
                          sessions
                              .look(connection, value, clock.instant())
                              .map(WebSession::caller)));
    }
    String token = bearer(authorization);
    return token.startsWith(ApiTokens.PREFIX)
        ? () ->
            database.transact(
                "token", connection -> ApiTokens.find(connection, token, demo, clock.instant()))
        : () -> asked;
  }

  /** Has somebody told of changes; see {@link io.rivulet.console.access.Access#onChange}. */
  public void onChange(Runnable told) {
    onChange.add(told);
  }

  private static String bearer(String authorization) {
    return authorization.substring("bearer ".length()).strip();
  }

  private Optional<Caller> byToken(Context context, String authorization) {
    if (authorization.length() > MAX_SECRET
        || !authorization.toLowerCase(Locale.ROOT).startsWith("bearer ")) {
      return Optional.empty();
    }
    String token = bearer(authorization);
    if (!token.startsWith(ApiTokens.PREFIX)) {
      return machines.find(token);
    }
    return remembered(
        knownTokens,
        context,
        token,
        now ->
            database.transact("token", connection -> ApiTokens.find(connection, token, demo, now)));
  }

  private Optional<Caller> bySession(Context context) {
    Optional<String> cookie =
        cookies.get(context, SignIn.COOKIE).filter(value -> value.length() <= MAX_SECRET);
    if (cookie.isEmpty()) {
      return Optional.empty();
    }
    Optional<WebSession> session =
        remembered(
            knownSessions,
            context,
            cookie.get(),
            now ->
                database.transact(
                    "session", connection -> sessions.find(connection, cookie.get(), now)));
    session.ifPresent(
        found -> {
          if (!looks(context)) {
            requireOwnPage(context);
            requireCsrf(context, found);
          }
          found.attachTo(context);
        });
    return session.map(WebSession::caller);
  }

  @FunctionalInterface
  private interface Question<T> {
    Optional<T> ask(Instant now);
  }

  private <T> Optional<T> remembered(
      Remembered<T> known, Context context, String secret, Question<T> question) {
    Instant now = clock.instant();
    String hash = HexFormat.of().formatHex(Secrets.hash(secret));
    Optional<T> fresh = known.find(hash, Remembered.FRESH, now);
    if (fresh.isPresent()) {
      return fresh;
    }
    try {
      Optional<T> found = question.ask(now);
      found.ifPresentOrElse(value -> known.put(hash, value, now), () -> known.forget(hash));
      return found;
    } catch (StoreUnavailableException e) {
      // Whoever looked a moment ago may see that the database is away, and when it comes back.
      Optional<T> before =
          looks(context) ? known.find(hash, Remembered.STALE, now) : Optional.empty();
      if (before.isEmpty()) {
        throw e;
      }
      return before;
    }
  }

  private static boolean looks(Context context) {
    return LOOKING.contains(context.req().getMethod());
  }

  /**
   * Refuses what a page of another site sends through a visitor's browser.
   *
   * @throws RefusedException with 403 or 415
   */
  void requireOwnPage(Context context) {
    String type = context.contentType();
    if (type == null || !type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals(JSON)) {
      throw new RefusedException(415, "not-json", "It is not JSON", "send the body as " + JSON);
    }
    if (!origins.holds(context)) {
      throw new RefusedException(
          403,
          "csrf",
          "It is not from a page of this console",
          "it came from another site; where this console is behind a proxy, set console.url to how"
              + " browsers reach it");
    }
  }

  private static void requireCsrf(Context context, WebSession session) {
    String sent = context.header("X-Rivulet-Csrf");
    if (sent == null || !Secrets.same(session.csrf(), sent)) {
      throw new RefusedException(
          403,
          "csrf",
          "It is not from a page of this console",
          "send the csrf of /api/v1/me as X-Rivulet-Csrf; load the page again");
    }
  }

  /**
   * Counts somebody who wants to sign in.
   *
   * @return their address
   * @throws RefusedException with 429 where there were too many from there
   */
  String admitStranger(Context context) {
    String address = address(context);
    admit(strangers, address);
    return address;
  }

  private void admit(RateLimit limit, String address) {
    if (!limit.take(address, clock.instant())) {
      throw tooOften("too many from this address are not known here; try again in a minute");
    }
  }

  private static RefusedException tooOften(String way) {
    return new RefusedException(
        new Problem(429, "too-often", "It is asked too often", way), Map.of("Retry-After", "10"));
  }

  /** A proxy adds the address that it saw at the end; what stands before it, anybody can write. */
  private String address(Context context) {
    String forwarded = context.header("X-Forwarded-For");
    if (behindProxy && forwarded != null) {
      String last = forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
      if (!last.isEmpty() && last.length() <= 64) {
        return Whence.of(last);
      }
    }
    return Whence.of(context.req().getRemoteAddr());
  }

  /** Forgets what was known of sessions and tokens, so that whoever is here is asked for anew. */
  public void forget() {
    knownSessions.clear();
    knownTokens.clear();
    onChange.forEach(Runnable::run);
  }
}
