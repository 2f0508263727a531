package io.rivulet.sessions.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.rivulet.domain.series.OutcomeRules;
import io.rivulet.sessions.book.Clerk;
import io.rivulet.sessions.book.DeskUnavailableException;
import io.rivulet.sessions.form.MalformedBodyException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The desk over HTTP. Every request but the one for the API's description needs a bearer token.
 * Requests wait for one another: the clerk records one at a time.
 */
public final class DeskServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeskServer.class);
  private static final int MAX_THREADS = 16;
  private static final int MIN_THREADS = 4;
  private static final int IDLE_MILLIS = 30_000;
  private static final int MAX_BODY_BYTES = 128 * 1024;
  private static final String BEARER = "rivulet.bearer";
  private static final String RETRY_AFTER_SECONDS = "5";

  private final Javalin server;

  private DeskServer(Javalin server) {
    this.server = server;
  }

  /**
   * Starts answering.
   *
   * @throws io.javalin.util.JavalinException where the address is taken or not of this machine
   */
  public static DeskServer start(
      String host,
      int port,
      Tokens tokens,
      Clerk clerk,
      OutcomeRules outcomes,
      InstantSource clock) {
    List<Endpoint> endpoints = new Endpoints(clerk, outcomes, clock).all();
    Javalin server =
        Javalin.create(
                javalin -> {
                  configure(javalin, host, port);
                  routes(javalin.routes, tokens, endpoints);
                })
            .start();
    return new DeskServer(server);
  }

  private static void configure(JavalinConfig javalin, String host, int port) {
    javalin.startup.showJavalinBanner = false;
    javalin.startup.showOldJavalinVersionWarning = false;
    javalin.startup.startupWatcherEnabled = false;
    javalin.concurrency.useVirtualThreads = false;
    javalin.http.maxRequestSize = MAX_BODY_BYTES;
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
    threads.setName("rivulet-desk");
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

  private static void routes(RoutesConfig routes, Tokens tokens, List<Endpoint> endpoints) {
    ObjectNode description = OpenApi.of(endpoints);
    routes.before(context -> guard(context, tokens));
    routes.get(
        "/openapi.json",
        context -> context.contentType("application/json").result(Json.pretty(description)));
    for (Endpoint endpoint : endpoints) {
      routes.addHttpHandler(
          endpoint.records() ? HandlerType.POST : HandlerType.GET,
          endpoint.path(),
          endpoint.handler());
    }
    routes.exception(MalformedBodyException.class, (e, context) -> malformed(e, context));
    routes.exception(
        IllegalArgumentException.class,
        (e, context) ->
            new Problem(422, "invalid", "A value cannot be", e.getMessage()).answer(context));
    routes.exception(DeskUnavailableException.class, (e, context) -> unavailable(e, context));
    routes.exception(HttpResponseException.class, (e, context) -> refused(e, context));
    routes.exception(Exception.class, (e, context) -> failed(e, context));
  }

  private static void guard(Context context, Tokens tokens) {
    context.header("Cache-Control", "no-store").header("X-Content-Type-Options", "nosniff");
    if (context.path().equals("/openapi.json")) {
      return;
    }
    Optional<Tokens.Bearer> bearer = tokens.bearer(context.header("Authorization"));
    if (bearer.isEmpty()) {
      context.header("WWW-Authenticate", "Bearer");
      throw new HttpResponseException(
          401,
          tokens.size() == 0
              ? "this desk knows no tokens: configure sessions.tokens"
              : "send a known token as Authorization: Bearer ...");
    }
    boolean looks = Set.of("GET", "HEAD").contains(context.method().name());
    if (!looks && !bearer.get().mayRecord()) {
      throw new HttpResponseException(
          403, "the token of " + bearer.get().name() + " may only look");
    }
    context.attribute(BEARER, bearer.get());
  }

  /** Who asks, as the guard found out. */
  static Tokens.Bearer bearer(Context context) {
    Tokens.Bearer bearer = context.attribute(BEARER);
    if (bearer == null) {
      throw new IllegalStateException(context.path() + " was answered without a token");
    }
    return bearer;
  }

  private static void malformed(MalformedBodyException cause, Context context) {
    new Problem(400, "malformed", "The body cannot be read", cause.getMessage()).answer(context);
  }

  private static void unavailable(DeskUnavailableException cause, Context context) {
    LOG.warn("{} was not answered: {}", context.path(), cause.getMessage());
    context.header("Retry-After", RETRY_AFTER_SECONDS);
    new Problem(
            503,
            "unavailable",
            "Kafka does not answer",
            "it is not known to have been recorded; send it again with the same eventId")
        .answer(context);
  }

  private static void refused(HttpResponseException cause, Context context) {
    switch (cause.getStatus()) {
      case 401 ->
          new Problem(401, "no-token", "Nobody is known by this", cause.getMessage())
              .answer(context);
      case 403 ->
          new Problem(403, "may-only-look", "It is not allowed", cause.getMessage())
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
          new Problem(cause.getStatus(), "refused", "It was refused", cause.getMessage())
              .answer(context);
    }
  }

  private static void failed(Exception cause, Context context) {
    LOG.error("{} {} failed", context.method(), context.path(), cause);
    new Problem(500, "internal", "The desk could not answer", "its log says why").answer(context);
  }

  /** The port that answers. */
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
  }
}
