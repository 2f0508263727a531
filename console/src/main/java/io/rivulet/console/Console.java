package io.rivulet.console;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.rivulet.console.http.HostCheck;
import io.rivulet.console.http.JsonErrorHandler;
import io.rivulet.console.overview.OverviewFeed;
import io.rivulet.console.role.RoleStatus;
import io.rivulet.console.stream.EventStream;
import io.rivulet.console.stream.StreamLimits;
import io.rivulet.store.read.ClinicReads;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The page, its API and its event stream, over what has landed. It reads and never writes. It has
 * no sign-in yet: see {@link ConsoleConfig}.
 */
public final class Console implements AutoCloseable {
  private static final int MAX_THREADS = 24;
  private static final int MIN_THREADS = 4;

  /** Longer than the stream's beat, so that only dead connections fall idle. */
  private static final int IDLE_MILLIS = 30_000;

  /** Bounds what the kernel keeps for a client that does not read. */
  private static final int SEND_BUFFER_BYTES = 128 * 1024;

  private final Javalin server;
  private final EventStream stream;
  private final OverviewFeed feed;
  private final String host;

  private Console(Javalin server, EventStream stream, OverviewFeed feed, String host) {
    this.server = server;
    this.stream = stream;
    this.feed = feed;
    this.host = host;
  }

  /**
   * Starts serving; the store need not answer yet.
   *
   * @param whatRuns asked about once a second while a page is open; must answer at once
   * @throws io.javalin.util.JavalinException where the address is taken or not of this machine
   */
  public static Console start(
      ConsoleConfig config,
      ClinicReads clinic,
      Supplier<List<RoleStatus>> whatRuns,
      InstantSource clock,
      MeterRegistry registry) {
    return start(config, clinic, whatRuns, clock, registry, StreamLimits.DEFAULT);
  }

  static Console start(
      ConsoleConfig config,
      ClinicReads clinic,
      Supplier<List<RoleStatus>> whatRuns,
      InstantSource clock,
      MeterRegistry registry,
      StreamLimits limits) {
    OverviewFeed feed = new OverviewFeed(clinic, whatRuns, clock, registry);
    EventStream stream = new EventStream(feed, clock, limits, registry);
    Routes routes = new Routes(clinic, feed, stream, clock, new HostCheck(config.host()));
    try {
      Javalin server = Javalin.create(javalin -> configure(javalin, config, routes)).start();
      return new Console(server, stream, feed, config.host());
    } catch (RuntimeException e) {
      stream.close();
      feed.close();
      throw e;
    }
  }

  private static void configure(JavalinConfig javalin, ConsoleConfig config, Routes routes) {
    javalin.startup.showJavalinBanner = false;
    javalin.startup.showOldJavalinVersionWarning = false;
    javalin.startup.startupWatcherEnabled = false;
    javalin.concurrency.useVirtualThreads = false;
    javalin.http.maxRequestSize = 0;
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
    threads.setName("rivulet-console");
    javalin.jetty.threadPool = threads;
    javalin.jetty.modifyServer(jetty -> jetty.setErrorHandler(new JsonErrorHandler()));
    javalin.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    javalin.jetty.addConnector((jetty, http) -> connector(jetty, http, config));
    routes.addTo(javalin.routes);
  }

  private static Connector connector(Server jetty, HttpConfiguration http, ConsoleConfig config) {
    ServerConnector connector = new ServerConnector(jetty, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(config.host());
    connector.setPort(config.port());
    connector.setIdleTimeout(IDLE_MILLIS);
    connector.setAcceptedSendBufferSize(SEND_BUFFER_BYTES);
    return connector;
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
    server.stop();
    feed.close();
  }
}
