package io.rivulet.alerting.delivery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/** A real HTTP server that keeps what it gets and answers as it is told. */
final class Receiver implements AutoCloseable {
  /** What it got. */
  record Request(String path, Map<String, String> headers, String body) {
    String header(String name) {
      return headers.get(name.toLowerCase(java.util.Locale.ROOT));
    }
  }

  /** What it answers. */
  record Answer(int status, Map<String, String> headers, String body) {
    static Answer of(int status) {
      return new Answer(status, Map.of(), "");
    }

    static Answer of(int status, String body) {
      return new Answer(status, Map.of(), body);
    }

    Answer with(String name, String value) {
      return new Answer(status, Map.of(name, value), body);
    }
  }

  private final HttpServer server;
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile Function<Request, Answer> script;

  private Receiver(HttpServer server, Function<Request, Answer> script) {
    this.server = server;
    this.script = script;
    server.setExecutor(executor);
    server.createContext("/", this::take);
    server.start();
  }

  static Receiver start(Function<Request, Answer> script) throws IOException {
    return new Receiver(HttpServer.create(here(), 0), script);
  }

  static Receiver startTls(SSLContext context, Function<Request, Answer> script)
      throws IOException {
    HttpsServer server = HttpsServer.create(here(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    return new Receiver(server, script);
  }

  private static InetSocketAddress here() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      Request request =
          new Request(
              exchange.getRequestURI().toString(),
              exchange.getRequestHeaders().entrySet().stream()
                  .collect(
                      Collectors.toMap(
                          entry -> entry.getKey().toLowerCase(java.util.Locale.ROOT),
                          entry -> String.join(", ", entry.getValue()))),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      requests.add(request);
      Answer answer = script.apply(request);
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  void answer(Function<Request, Answer> next) {
    script = next;
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  /** The idempotency keys it got, in order. */
  List<String> keys() {
    return requests.stream().map(request -> request.header("Idempotency-Key")).toList();
  }

  int port() {
    return server.getAddress().getPort();
  }

  URI url(String path) {
    String scheme = server instanceof HttpsServer ? "https" : "http";
    return URI.create(scheme + "://127.0.0.1:" + port() + path);
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
