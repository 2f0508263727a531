package io.rivulet.console.access;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.security.RouteRole;
import io.rivulet.runtime.http.Endpoint;
import io.rivulet.runtime.http.Field;
import io.rivulet.runtime.http.Form;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing the console answers: the only way to add a route. The table of who may what is made
 * from these.
 *
 * @param method GET, POST, PUT or DELETE
 * @param path with its parameters in braces
 * @param permission what it asks of the caller
 * @param sites how it keeps sites apart
 * @param summary what it does, in one sentence
 * @param asks what may come with the request, for its description; an API route is answered only
 *     where nothing else comes
 * @param handler answers it; may ask {@link Caller#of}
 */
public record ConsoleRoute(
    HandlerType method,
    String path,
    Permission permission,
    SiteRule sites,
    String summary,
    Asks asks,
    Handler handler) {
  private static final String FORM = "rivulet.form";

  /** Where APIs are. */
  public static final String API = "/api/";

  /**
   * What may come with a request.
   *
   * @param query parameters behind the question mark
   * @param form what is sent; empty where nothing is
   * @param produces media types of the answer
   * @param strict whether other parameters are refused: a misspelt one would silently not count
   */
  public record Asks(
      List<Field> query, Optional<Form> form, List<String> produces, boolean strict) {
    private static final Asks NOTHING =
        new Asks(List.of(), Optional.empty(), List.of("application/json"), true);

    /** Copies the lists. */
    public Asks {
      query = List.copyOf(query);
      Objects.requireNonNull(form, "form");
      produces = List.copyOf(produces);
    }
  }

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
    Objects.requireNonNull(asks, "asks");
    Objects.requireNonNull(handler, "handler");
  }

  /** A route with which nothing comes. */
  public ConsoleRoute(
      HandlerType method,
      String path,
      Permission permission,
      SiteRule sites,
      String summary,
      Handler handler) {
    this(method, path, permission, sites, summary, Asks.NOTHING, handler);
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

  /**
   * What an API describes as an endpoint.
   *
   * @param handler answers it, and calls the endpoint where it is to be answered
   */
  public static ConsoleRoute of(
      Endpoint endpoint, Permission permission, SiteRule sites, Handler handler) {
    return new ConsoleRoute(
        endpoint.method().equals("POST") ? HandlerType.POST : HandlerType.GET,
        endpoint.path(),
        permission,
        sites,
        endpoint.summary(),
        new Asks(endpoint.query(), endpoint.form(), endpoint.produces(), true),
        handler);
  }

  /** The same, with these parameters. */
  public ConsoleRoute asking(Field... query) {
    return with(new Asks(List.of(query), asks.form(), asks.produces(), asks.strict()));
  }

  /** The same, which takes this. */
  public ConsoleRoute taking(Form form) {
    return with(new Asks(asks.query(), Optional.of(form), asks.produces(), asks.strict()));
  }

  /** The same, answered in these media types. */
  public ConsoleRoute producing(String... mediaTypes) {
    return with(new Asks(asks.query(), asks.form(), List.of(mediaTypes), asks.strict()));
  }

  /** The same, with whatever parameters somebody else's program puts behind its path. */
  public ConsoleRoute orAnythingElse() {
    return with(new Asks(asks.query(), asks.form(), asks.produces(), false));
  }

  private ConsoleRoute with(Asks other) {
    return new ConsoleRoute(method, path, permission, sites, summary, other, handler);
  }

  /** As the description of the API has it. */
  public Endpoint described() {
    return new Endpoint(
        method.name(), path, summary, asks.query(), asks.form(), handler, asks.produces());
  }

  /** Adds it to a server, where the gate finds its permission and its rule for sites. */
  public void addTo(RoutesConfig routes) {
    routes.addHttpHandler(method, path, this::answer, permission, sites);
  }

  private void answer(Context context) throws Exception {
    if (path.startsWith(API) && asks.strict()) {
      Endpoint.requireKnown(context, asks.query());
    }
    asks.form().ifPresent(form -> context.attribute(FORM, form));
    handler.handle(context);
  }

  /** What the route that is being answered takes. */
  public static Form form(Context context) {
    return Objects.requireNonNull(context.attribute(FORM), () -> context.path() + " takes nothing");
  }
}
