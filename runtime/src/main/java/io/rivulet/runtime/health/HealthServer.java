package io.rivulet.runtime.health;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Answers {@code /health/live} and {@code /health/ready} (200 or 503, with what is wrong in words)
 * and {@code /metrics} (Prometheus text) for one process.
 */
public final class HealthServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService executor;

  private HealthServer(HttpServer server, ExecutorService executor) {
    this.server = server;
    this.executor = executor;
  }

  /**
   * Starts answering.
   *
   * @param host address to listen on
   * @param port port, 0 for a free one
   * @param liveness whether the process makes progress, or should be started anew; asked at every
   *     request, must answer at once
   * @param readiness whether it can do its work now; asked at every request, must answer at once
   * @throws IOException where the port is taken
   */
  public static HealthServer start(
      String host,
      int port,
      Supplier<Readiness> liveness,
      Supplier<Readiness> readiness,
      PrometheusMeterRegistry registry)
      throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 16);
    ExecutorService executor =
        Executors.newFixedThreadPool(2, task -> new Thread(task, "rivulet-health"));
    server.setExecutor(executor);
    server.createContext("/health/live", exchange -> answer(exchange, liveness.get()));
    server.createContext("/health/ready", exchange -> answer(exchange, readiness.get()));
    server.createContext("/metrics", exchange -> answer(exchange, 200, registry.scrape()));
    server.start();
    return new HealthServer(server, executor);
  }

  private static void answer(HttpExchange exchange, Readiness now) throws IOException {
    answer(exchange, now.ready() ? 200 : 503, now.detail() + "\n");
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.sendResponseHeaders(status, body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  /** The port that answers. */
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
