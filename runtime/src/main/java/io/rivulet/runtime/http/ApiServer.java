package io.rivulet.runtime.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An API of a role over HTTP. Every request but the one for the API's description needs a bearer
 * token; what is refused is answered as RFC 9457 has it.
 */
public final class ApiServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);
  private static final int MAX_THREADS = 16;
  private static final int MIN_THREADS = 4;
  private static final int IDLE_MILLIS = 30_000;
  private static final int MAX_BODY_BYTES = 128 * 1024;
  private static final String CODE = "code";
  private static final String BEARER = "rivulet.bearer";

  /** Names whom something is done for; a token needs the right to send it. */
  public static final String ACTING_FOR = "Rivulet-Acting-For";

  private final String host;
  private final Javalin server;

  private ApiServer(String host, Javalin server) {
    this.host = host;
    this.server = server;
  }

  /**
   * Starts answering.
   *
   * @param port 0 for a free one
   * @param failures says how failures of its own are answered
   * @throws io.javalin.util.JavalinException where the address is taken or not of this machine
   */
  public static ApiServer start(
      ApiDescription api,
      String host,
      int port,
      Tokens tokens,
      List<Endpoint> endpoints,
      Consumer<RoutesConfig> failures) {
    Javalin server =
        Javalin.create(
                javalin -> {
                  configure(javalin, api, host, port);
                  routes(javalin.routes, api, tokens, endpoints);
                  failures.accept(javalin.routes);
                })
            .start();
    return new ApiServer(host, server);
  }

  private static void configure(JavalinConfig javalin, ApiDescription api, String host, int port) {
    javalin.startup.showJavalinBanner = false;
    javalin.startup.showOldJavalinVersionWarning = false;
    javalin.startup.startupWatcherEnabled = false;
    javalin.concurrency.useVirtualThreads = false;
    javalin.http.maxRequestSize = MAX_BODY_BYTES;
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
    threads.setName("rivulet-" + api.name());
    javalin.jetty.threadPool = threads;
    javalin.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    javalin.jetty.addConnector((jetty, http) -> connector(jetty, http, host, port));
  }

  private static Connector connector(Server jetty, HttpConfiguration http, String host, int port) {
    ServerConnector connector = new ServerConnector(jetty, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE_MILLIS);
    return connector;
  }

  private static void routes(
      RoutesConfig routes, ApiDescription api, Tokens tokens, List<Endpoint> endpoints) {
    ObjectNode description = OpenApi.of(api, endpoints);
    routes.before(context -> guard(context, tokens));
    routes.get(
        "/openapi.json",
        context -> context.contentType("application/json").result(Json.pretty(description)));
    for (Endpoint endpoint : endpoints) {
      routes.addHttpHandler(
          endpoint.form().isPresent() ? HandlerType.POST : HandlerType.GET,
          endpoint.path(),
          context -> answer(endpoint, context));
    }
    routes.exception(HttpResponseException.class, (e, context) -> refused(e, context));
    routes.exception(Exception.class, (e, context) -> failed(e, context));
  }

  private static void guard(Context context, Tokens tokens) {
    context.header("Cache-Control", "no-store").header("X-Content-Type-Options", "nosniff");
    if (!context.path().equals("/openapi.json")) {
      admit(context, tokens);
    }
  }

  /**
   * Finds out who asks.
   *
   * @throws HttpResponseException with 401, where nobody is known by the token; with 403, where it
   *     names somebody it may not act for
   */
  public static void admit(Context context, Tokens tokens) {
    Optional<Tokens.Bearer> bearer = tokens.bearer(context.header("Authorization"));
    if (bearer.isEmpty()) {
      context.header("WWW-Authenticate", "Bearer");
      throw new HttpResponseException(
          401,
          tokens.size() == 0
              ? "no tokens are known here: configure " + tokens.setting()
              : "send a known token as Authorization: Bearer ...");
    }
    identify(context, actingFor(context, bearer.get()));
  }

  private static Tokens.Bearer actingFor(Context context, Tokens.Bearer bearer) {
    List<String> named = Collections.list(context.req().getHeaders(ACTING_FOR));
    if (named.isEmpty()) {
      return bearer;
    }
    if (!bearer.mayActForOthers()) {
      throw refusal(
          403,
          "may-not-act-for-others",
          "the token of "
              + bearer.name()
              + " may not act for others: leave "
              + ACTING_FOR
              + " out, or configure it as name:hash:acts-for");
    }
    if (named.size() > 1) {
      throw refusal(400, "malformed", ACTING_FOR + " is sent more than once");
    }
    try {
      return bearer.actingFor(named.get(0));
    } catch (IllegalArgumentException e) {
      throw refusal(400, "malformed", ACTING_FOR + ": " + e.getMessage());
    }
  }

  private static HttpResponseException refusal(int status, String code, String message) {
    return new HttpResponseException(status, message, Map.of(CODE, code));
  }

  /** Remembers who asks, for endpoints that keep by whom something is done. */
  public static void identify(Context context, Tokens.Bearer bearer) {
    context.attribute(BEARER, bearer);
  }

  /**
   * Answers what an endpoint is for, or says what cannot be read.
   *
   * @throws HttpResponseException with 403, where somebody who may only look asks for more
   */
  public static void answer(Endpoint endpoint, Context context) throws Exception {
    if (endpoint.records() && !bearer(context).mayRecord()) {
      throw new HttpResponseException(
          403, "the token of " + bearer(context).name() + " may only look");
    }
    try {
      endpoint.answer(context);
    } catch (MalformedBodyException e) {
      ObjectNode problem =
          new Problem(400, "malformed", "The request cannot be read", e.getMessage()).body();
      e.field()
          .ifPresent(
              field ->
                  problem
                      .putArray("errors")
                      .addObject()
                      .put("field", field)
                      .put("detail", e.getMessage()));
      Problem.answer(context, problem);
    } catch (IllegalArgumentException e) {
      new Problem(422, "invalid", "A value cannot be", e.getMessage()).answer(context);
    }
  }

  /** Who asks, as the guard found out. */
  public static Tokens.Bearer bearer(Context context) {
    Tokens.Bearer bearer = context.attribute(BEARER);
    if (bearer == null) {
      throw new IllegalStateException(context.path() + " was answered without a token");
    }
    return bearer;
  }

  /** Says why a request was refused. */
  public static void refused(HttpResponseException cause, Context context) {
    switch (cause.getStatus()) {
      case 401 ->
          new Problem(401, "no-token", "Nobody is known by this", cause.getMessage())
              .answer(context);
      case 403 ->
          new Problem(403, code(cause, "may-only-look"), "It is not allowed", cause.getMessage())
              .answer(context);
      case 404, 405 ->
          new Problem(
                  404, "no-such-path", "There is nothing here", "/openapi.json lists what there is")
              .answer(context);
      case 413 ->
          new Problem(
                  413,
                  "too-large",
                  "The body is too large",
                  "at most " + MAX_BODY_BYTES + " bytes are taken")
              .answer(context);
      default ->
          new Problem(
                  cause.getStatus(), code(cause, "refused"), "It was refused", cause.getMessage())
              .answer(context);
    }
  }

  private static String code(HttpResponseException cause, String usual) {
    return cause.getDetails().getOrDefault(CODE, usual);
  }

  private static void failed(Exception cause, Context context) {
    LOG.error("{} {} failed", context.method(), context.path(), cause);
    new Problem(500, "internal", "It could not be answered", "the log says why").answer(context);
  }

  /** The port that answers. */
  public int port() {
    return server.port();
  }

  /** Where it answers, as somebody on this machine writes it. */
  public URI uri() {
    String name = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
    return URI.create(
        "http://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + server.port());
  }

  @Override
  public void close() {
    server.stop();
  }
}
