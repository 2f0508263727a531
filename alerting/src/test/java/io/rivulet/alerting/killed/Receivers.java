package io.rivulet.alerting.killed;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A real HTTP receiver and a real SMTP server, which count what they get by its key. */
final class Receivers implements AutoCloseable {
  private final HttpServer http;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final GreenMail mail =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private final Map<String, String> bodies = new ConcurrentHashMap<>();
  private final Map<String, Instant> first = new ConcurrentHashMap<>();
  private final Set<String> contradictions = ConcurrentHashMap.newKeySet();
  private final AtomicInteger requests = new AtomicInteger();

  Receivers() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    http.setExecutor(threads);
    http.createContext("/", this::receive);
    http.start();
    mail.start();
  }

  private void receive(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String key = exchange.getRequestHeaders().getFirst("webhook-id");
    requests.incrementAndGet();
    first.putIfAbsent(key, java.time.InstantSource.system().instant());
    String before = bodies.putIfAbsent(key, body);
    if (before != null && !before.equals(body)) {
      contradictions.add(key);
    }
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  int httpPort() {
    return http.getAddress().getPort();
  }

  int mailPort() {
    return mail.getSmtp().getPort();
  }

  /** Everything that was asked of the HTTP receiver, repeats too. */
  int requests() {
    return requests.get();
  }

  /** The keys of what came by HTTP. */
  Set<String> webhookKeys() {
    return new TreeSet<>(bodies.keySet());
  }

  /** What came by HTTP first under each key, and when. */
  Map<String, String> bodies() {
    return Map.copyOf(bodies);
  }

  Map<String, Instant> firstTimes() {
    return Map.copyOf(first);
  }

  /** Keys under which different things came. */
  Set<String> contradictions() {
    return Set.copyOf(contradictions);
  }

  /** All mails, repeats too. */
  int mails() {
    return mail.getReceivedMessages().length;
  }

  /** The keys of what came by mail: as each has it in a header. */
  Set<String> mailKeys() throws MessagingException {
    Set<String> keys = new TreeSet<>();
    for (MimeMessage message : mail.getReceivedMessages()) {
      keys.add(message.getHeader("Idempotency-Key", null));
    }
    return keys;
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
    mail.stop();
  }
}
