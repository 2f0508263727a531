package io.rivulet.schemas.serde;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A fake of the part of the registry's version 2 API that the serde uses: create an artifact, get
 * content by content id. Schemas are numbered from 1 in order of arrival. RegistrySerdeIT runs the
 * same scenario against a real one.
 */
final class FakeRegistry implements AutoCloseable {
  private static final String API = "/apis/registry/v2";

  private final HttpServer server;
  private final List<String> contents = new ArrayList<>();
  private final List<String> artifacts = new ArrayList<>();
  private int requests;

  FakeRegistry() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  synchronized List<String> artifacts() {
    return List.copyOf(artifacts);
  }

  synchronized int requests() {
    return requests;
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    requests++;
    String path = exchange.getRequestURI().getPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (exchange.getRequestMethod().equals("POST")
        && path.equals(API + "/groups/default/artifacts")) {
      String artifact = exchange.getRequestHeaders().getFirst("X-Registry-ArtifactId");
      artifacts.add(artifact);
      if (!contents.contains(body)) {
        contents.add(body);
      }
      int id = contents.indexOf(body) + 1;
      Map<String, Object> created =
          Map.of("id", artifact, "version", "1", "type", "AVRO", "globalId", id, "contentId", id);
      send(exchange, 200, new ObjectMapper().writeValueAsString(created));
    } else if (path.matches(API + "/ids/contentIds/\\d+/references/?")) {
      send(exchange, 200, "[]");
    } else if (path.matches(API + "/ids/contentIds/\\d+/?")) {
      int id = Integer.parseInt(path.replaceAll("\\D+", " ").strip().split(" ")[1]);
      boolean known = id >= 1 && id <= contents.size();
      send(
          exchange,
          known ? 200 : 404,
          known
              ? contents.get(id - 1)
              : "{\"error_code\":404,\"name\":\"ContentNotFoundException\"}");
    } else {
      send(exchange, 501, "{\"error_code\":501,\"message\":\"" + path + "\"}");
    }
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
