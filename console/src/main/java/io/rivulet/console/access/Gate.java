package io.rivulet.console.access;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.NotFoundResponse;
import io.rivulet.console.http.RefusedException;
import io.rivulet.runtime.http.Problem;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Stands before every route: nothing is answered that it did not let pass. What is refused is
 * answered with 401 or 403; who is not signed in and asks for a page is sent to sign in.
 */
public final class Gate {
  /** Where people sign in. */
  public static final String SIGN_IN = "/sign-in";

  private static final int MAX_WAY_BACK = 1_000;

  private final Access access;

  /** Asks this who somebody is. */
  public Gate(Access access) {
    this.access = Objects.requireNonNull(access, "access");
  }

  /**
   * Finds out who asks, and whether they may.
   *
   * @throws NotFoundResponse where the route says nothing of who may
   * @throws RefusedException where they may not
   * @throws SentElsewhereException where a page is asked for that another takes the place of
   */
  public void pass(Context context) {
    Permission permission = role(context, Permission.class);
    ConsoleRoute.SiteRule sites = role(context, ConsoleRoute.SiteRule.class);
    if (permission == Permission.PUBLIC) {
      return;
    }
    Caller caller = access.caller(context).orElseThrow(() -> unknown(context));
    caller.attachTo(context);
    if (!caller.may(permission)) {
      throw mayNot(context);
    }
    if (sites == ConsoleRoute.SiteRule.EVERY_SITE
        && !(caller.sites(permission) instanceof SiteScope.All)) {
      throw new RefusedException(
          403,
          "not-everywhere",
          "It is not allowed",
          "this concerns every site, and you may at some only");
    }
  }

  private static <T> T role(Context context, Class<T> kind) {
    return context.routeRoles().stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst()
        .orElseThrow(NotFoundResponse::new);
  }

  private static boolean isPage(Context context) {
    return context.method().equals(HandlerType.GET) && !context.path().startsWith("/api/");
  }

  private static RuntimeException unknown(Context context) {
    if (isPage(context)) {
      return new SentElsewhereException(SIGN_IN + "?to=" + wayBack(context));
    }
    return new RefusedException(
        new Problem(
            401,
            "not-signed-in",
            "Nobody is known by this",
            "sign in at " + SIGN_IN + ", or send a known token as Authorization: Bearer ..."),
        Map.of("WWW-Authenticate", "Bearer"));
  }

  private static String wayBack(Context context) {
    String query = Optional.ofNullable(context.queryString()).map(text -> "?" + text).orElse("");
    String way = context.path() + query;
    return URLEncoder.encode(way.length() > MAX_WAY_BACK ? "/" : way, StandardCharsets.UTF_8);
  }

  private static RuntimeException mayNot(Context context) {
    if (isPage(context)) {
      return new ForbiddenPageException();
    }
    return new RefusedException(
        403, "not-allowed", "It is not allowed", "none of your roles has it: ask an administrator");
  }
}
