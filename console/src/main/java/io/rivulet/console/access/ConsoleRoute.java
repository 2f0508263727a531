package io.rivulet.console.access;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.security.RouteRole;
import java.util.Objects;

/**
 * One thing the console answers: the only way to add a route. The table of who may what is made
 * from these.
 *
 * @param method GET, POST, PUT or DELETE
 * @param path with its parameters in braces
 * @param permission what it asks of the caller
 * @param sites how it keeps sites apart
 * @param summary what it does, in one sentence
 * @param handler answers it; may ask {@link Caller#of}
 */
public record ConsoleRoute(
    HandlerType method,
    String path,
    Permission permission,
    SiteRule sites,
    String summary,
    Handler handler) {
  /** How a route keeps one site's data from those of another. */
  public enum SiteRule implements RouteRole {
    /** It holds nothing of any site. */
    NO_SITE,
    /** Its answer holds what is of the caller's sites only. */
    FILTERED,
    /** What it names is of one of the caller's sites; else it is not there. */
    OF_ITS_SITE,
    /** It concerns every site, so that it asks for the permission at all of them. */
    EVERY_SITE
  }

  /** Refuses missing parts. */
  public ConsoleRoute {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(permission, "permission");
    Objects.requireNonNull(sites, "sites");
    Objects.requireNonNull(summary, "summary");
    Objects.requireNonNull(handler, "handler");
  }

  /** Shows something. */
  public static ConsoleRoute get(
      String path, Permission permission, SiteRule sites, String summary, Handler handler) {
    return new ConsoleRoute(HandlerType.GET, path, permission, sites, summary, handler);
  }

  /** Does something. */
  public static ConsoleRoute post(
      String path, Permission permission, SiteRule sites, String summary, Handler handler) {
    return new ConsoleRoute(HandlerType.POST, path, permission, sites, summary, handler);
  }

  /** Adds it to a server, where the gate finds its permission and its rule for sites. */
  public void addTo(RoutesConfig routes) {
    routes.addHttpHandler(method, path, handler, permission, sites);
  }
}
