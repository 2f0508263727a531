package io.rivulet.console;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.rivulet.alerting.http.Api;
import io.rivulet.console.access.Access;
import io.rivulet.console.access.ConsoleRoute;
import io.rivulet.console.access.Gate;
import io.rivulet.console.alerting.AlertPages;
import io.rivulet.console.alerting.AlertingAccess;
import io.rivulet.console.alerting.AlertingFeed;
import io.rivulet.console.alerting.AlertingRoutes;
import io.rivulet.console.alerting.AlertsTopic;
import io.rivulet.console.frame.FrameRoutes;
import io.rivulet.console.http.JsonErrorHandler;
import io.rivulet.console.http.SlowBodies;
import io.rivulet.console.http.VendorFiles;
import io.rivulet.console.live.Live;
import io.rivulet.console.overview.OverviewFeed;
import io.rivulet.console.overview.OverviewTopic;
import io.rivulet.console.role.RoleStatus;
import io.rivulet.console.stream.LiveStream;
import io.rivulet.console.stream.StreamLimits;
import io.rivulet.store.read.ClinicReads;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The pages, their API and their event stream, over what has landed. Every request passes the
 * {@link Gate} first.
 */
public final class Console implements AutoCloseable {
  private static final int MAX_THREADS = 24;
  private static final int MIN_THREADS = 4;

  /** Longer than the stream's beat, so that only dead connections fall idle. */
  private static final int IDLE_MILLIS = 30_000;

  /** A body of 16 KiB takes as long over 13 kbit/s. */
  private static final Duration BODY_LIMIT = Duration.ofSeconds(10);

  /** What somebody sends to act on an alert is small. */
  private static final int MAX_BODY_BYTES = 16 * 1024;

  /** Bounds what the kernel keeps for a client that does not read. */
  private static final int SEND_BUFFER_BYTES = 128 * 1024;

  private final Javalin server;
  private final LiveStream stream;
  private final OverviewFeed feed;
  private final List<RouteGroup> groups;
  private final List<ConsoleRoute> routes;
  private final String host;

  private Console(
      Javalin server,
      LiveStream stream,
      OverviewFeed feed,
      List<RouteGroup> groups,
      List<ConsoleRoute> routes,
      String host) {
    this.server = server;
    this.stream = stream;
    this.feed = feed;
    this.groups = List.copyOf(groups);
    this.routes = List.copyOf(routes);
    this.host = host;
  }

  /**
   * Starts serving; the store need not answer yet.
   *
   * @param access who is let in; closed with the console
   * @param whatRuns asked about once a second while a page is open; must answer at once
   * @param alerting how alerts are shown and acted on; there is no alerts page where empty
   * @throws io.javalin.util.JavalinException where the address is taken or not of this machine
   */
  public static Console start(
      ConsoleConfig config,
      Access access,
      ClinicReads clinic,
      Supplier<List<RoleStatus>> whatRuns,
      Optional<AlertingAccess> alerting,
      InstantSource clock,
      MeterRegistry registry) {
    return start(config, access, clinic, whatRuns, alerting, List.of(), clock, registry);
  }

  /**
   * The same, with more that is answered.
   *
   * @param more closed with the console
   */
  public static Console start(
      ConsoleConfig config,
      Access access,
      ClinicReads clinic,
      Supplier<List<RoleStatus>> whatRuns,
      Optional<AlertingAccess> alerting,
      List<RouteGroup> more,
      InstantSource clock,
      MeterRegistry registry) {
    return start(
        config, access, clinic, whatRuns, alerting, more, clock, registry, StreamLimits.DEFAULT);
  }

  static Console start(
      ConsoleConfig config,
      Access access,
      ClinicReads clinic,
      Supplier<List<RoleStatus>> whatRuns,
      Optional<AlertingAccess> alerting,
      InstantSource clock,
      MeterRegistry registry,
      StreamLimits limits) {
    return start(config, access, clinic, whatRuns, alerting, List.of(), clock, registry, limits);
  }

  private static Console start(
      ConsoleConfig config,
      Access access,
      ClinicReads clinic,
      Supplier<List<RoleStatus>> whatRuns,
      Optional<AlertingAccess> alerting,
      List<RouteGroup> more,
      InstantSource clock,
      MeterRegistry registry,
      StreamLimits limits) {
    Optional<AlertingFeed> alerts =
        alerting.map(reached -> new AlertingFeed(reached.desks(), clock));
    OverviewFeed feed = new OverviewFeed(clinic, whatRuns, alerts, clock, registry);
    LiveStream stream = new LiveStream(clock, limits, registry);
    stream.add(new OverviewTopic(feed));
    access.onChange(stream::recheck);
    alerts.ifPresent(known -> stream.add(new AlertsTopic(known)));
    Routes routes = new Routes(clinic, feed, stream, access, clock, config);
    List<RouteGroup> groups = new ArrayList<>(more);
    groups.add(access);
    groups.add(routes);
    groups.add(new FrameRoutes(feed, config.zones(), config.lag()));
    groups.add(new VendorFiles());
    groups.add(Live.over(config.live(), clinic, stream, clock, registry));
    groups.add(new AlertPages());
    alerting.ifPresent(reached -> groups.add(new AlertingRoutes(reached, access.audit(), clock)));
    groups.forEach(group -> group.topics().forEach(stream::add));
    List<ConsoleRoute> all =
        ApiDocument.describing(groups.stream().flatMap(group -> group.routes().stream()).toList());
    try {
      Javalin server =
          Javalin.create(
                  javalin -> {
                    configure(javalin, config);
                    routes.addFailures(javalin.routes);
                    if (alerting.isPresent()) {
                      Api.failures(javalin.routes);
                    }
                    javalin.routes.beforeMatched(new Gate(access)::pass);
                    all.forEach(route -> route.addTo(javalin.routes));
                  })
              .start();
      return new Console(server, stream, feed, groups, all, config.host());
    } catch (RuntimeException e) {
      stream.close();
      feed.close();
      groups.forEach(RouteGroup::close);
      throw e;
    }
  }

  private static void configure(JavalinConfig javalin, ConsoleConfig config) {
    javalin.startup.showJavalinBanner = false;
    javalin.startup.showOldJavalinVersionWarning = false;
    javalin.startup.startupWatcherEnabled = false;
    javalin.concurrency.useVirtualThreads = false;
    javalin.http.maxRequestSize = MAX_BODY_BYTES;
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
    threads.setName("rivulet-console");
    javalin.jetty.threadPool = threads;
    javalin.jetty.modifyServer(
        jetty -> {
          jetty.setErrorHandler(new JsonErrorHandler());
          jetty.setHandler(new SlowBodies(BODY_LIMIT));
        });
    javalin.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    javalin.jetty.addConnector((jetty, http) -> connector(jetty, http, config));
  }

  private static Connector connector(Server jetty, HttpConfiguration http, ConsoleConfig config) {
    ServerConnector connector = new ServerConnector(jetty, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(config.host());
    connector.setPort(config.port());
    connector.setIdleTimeout(IDLE_MILLIS);
    connector.setAcceptedSendBufferSize(SEND_BUFFER_BYTES);
    return connector;
  }

  /** Everything that is answered, and to whom. */
  public List<ConsoleRoute> routes() {
    return routes;
  }

  /** The port that answers. */
  public int port() {
    return server.port();
  }

  /** The page, as a browser on this machine opens it. */
  public URI uri() {
    String name = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
    return URI.create(
        "http://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + port() + "/");
  }

  /** Ends every stream, then the server. */
  @Override
  public void close() {
    stream.close();
    groups.forEach(RouteGroup::close);
    server.stop();
    feed.close();
  }
}
