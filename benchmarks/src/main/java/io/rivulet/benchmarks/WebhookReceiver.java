package io.rivulet.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Somebody's webhook on this machine: takes what it is sent and says whose session it is about. */
final class WebhookReceiver implements AutoCloseable {
  private static final int THREADS = 8;
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final HttpServer server;
  private final ExecutorService threads;

  private WebhookReceiver(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  static WebhookReceiver start(Consumer<String> told) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 128);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    server.setExecutor(threads);
    server.createContext("/", exchange -> take(exchange, told));
    server.start();
    return new WebhookReceiver(server, threads);
  }

  private static void take(HttpExchange exchange, Consumer<String> told) throws IOException {
    try (exchange;
        InputStream body = exchange.getRequestBody()) {
      JsonNode message = MAPPER.readTree(body.readAllBytes());
      message.findValuesAsText("session").forEach(told);
      exchange.sendResponseHeaders(204, -1);
    }
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
