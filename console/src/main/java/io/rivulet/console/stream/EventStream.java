package io.rivulet.console.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.rivulet.console.http.Json;
import io.rivulet.console.http.StoreTrouble;
import io.rivulet.console.overview.Answer;
import io.rivulet.console.overview.Overview;
import io.rivulet.console.overview.OverviewFeed;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the overview to every open page when it changes. The store is asked once for all of them,
 * and not at all while nobody listens. Every event holds the whole state, so a page that missed
 * some needs only the newest.
 */
public final class EventStream implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

  private final OverviewFeed feed;
  private final InstantSource clock;
  private final StreamLimits limits;
  private final Counter refused;
  private final Counter dropped;

  /** Tells this process's ids from those of the one before a restart. */
  private final String run = UUID.randomUUID().toString().substring(0, 8);

  private final Set<EventClient> clients = new HashSet<>();
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "rivulet-console-feed"));
  private Optional<Overview> shown = Optional.empty();
  private Optional<ServerEvent> standing = Optional.empty();
  private long revision;
  private long lastSentNanos;
  private boolean closed;

  /** Starts to look for changes. */
  public EventStream(
      OverviewFeed feed, InstantSource clock, StreamLimits limits, MeterRegistry registry) {
    this.feed = Objects.requireNonNull(feed, "feed");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.limits = Objects.requireNonNull(limits, "limits");
    this.refused =
        Counter.builder("rivulet.console.streams.refused")
            .description("Event streams refused because too many were open")
            .register(registry);
    this.dropped =
        Counter.builder("rivulet.console.streams.dropped")
            .description("Event streams ended because the client did not keep up")
            .register(registry);
    Gauge.builder("rivulet.console.streams", this, EventStream::size)
        .description("Open event streams")
        .register(registry);
    long pollNanos = limits.poll().toNanos();
    // Nothing to look at in the future: a tick reports its own failures and is never cancelled.
    ScheduledFuture<?> unused =
        ticker.scheduleWithFixedDelay(this::tickSafely, pollNanos, pollNanos, TimeUnit.NANOSECONDS);
  }

  /**
   * Opens a stream on this exchange, which stays open after the call. A client that names the
   * newest id is told only that there is nothing new.
   *
   * @param lastEventId what the client has
   * @return completes when the stream has ended, and then the exchange may; empty where as many
   *     streams as allowed are open, and nothing has been written
   */
  public Optional<CompletableFuture<Void>> open(
      HttpServletRequest request, HttpServletResponse response, Optional<String> lastEventId)
      throws IOException {
    AsyncContext context;
    EventClient client;
    synchronized (this) {
      if (closed || clients.size() >= limits.maxClients()) {
        refused.increment();
        return Optional.empty();
      }
      response.setStatus(HttpServletResponse.SC_OK);
      response.setContentType("text/event-stream");
      response.setCharacterEncoding("UTF-8");
      response.setHeader("Cache-Control", "no-store");
      response.setHeader("X-Accel-Buffering", "no");
      context = request.startAsync();
      context.setTimeout(0);
      client = new EventClient(response.getOutputStream(), this::forget);
      clients.add(client);
    }
    client.start(context);
    greet(client, lastEventId);
    return Optional.of(client.ended());
  }

  /** Streams open now. */
  public synchronized int size() {
    return clients.size();
  }

  private void greet(EventClient client, Optional<String> lastEventId) {
    synchronized (this) {
      boolean current =
          shown.isPresent() && lastEventId.isPresent() && lastEventId.get().equals(id());
      Optional<ServerEvent> first = current ? Optional.of(beat()) : standing;
      first.ifPresent(client::send);
    }
    ticker.execute(this::tickSafely);
  }

  private void tickSafely() {
    try {
      tick();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("The event stream could not be fed; it tries again", e);
    }
  }

  private void tick() throws InterruptedException {
    if (size() == 0) {
      forgetState();
      return;
    }
    Answer answer = feed.current();
    next(answer).ifPresent(this::sendToAll);
    for (EventClient client : snapshot()) {
      if (client.isBlockedFor(limits.slow())) {
        dropped.increment();
        client.close();
      }
    }
  }

  /** What everyone should hear now; nothing where nothing changed and a beat is not due. */
  private synchronized Optional<ServerEvent> next(Answer answer) {
    if (answer instanceof Answer.Known known) {
      if (shown.isEmpty() || !shown.get().saysTheSameAs(known.overview())) {
        shown = Optional.of(known.overview());
        revision++;
        standing =
            Optional.of(
                ServerEvent.of(
                    ServerEvent.Kind.OVERVIEW, Optional.of(id()), Json.line(known.overview())));
        return standing;
      }
    } else if (answer instanceof Answer.Unavailable trouble) {
      boolean told = shown.isEmpty() && standing.isPresent();
      shown = Optional.empty();
      standing =
          Optional.of(
              ServerEvent.of(
                  ServerEvent.Kind.TROUBLE, Optional.empty(), Json.line(StoreTrouble.of(trouble))));
      return told && !beatIsDue() ? Optional.empty() : standing;
    }
    return beatIsDue() ? Optional.of(beat()) : Optional.empty();
  }

  private boolean beatIsDue() {
    return System.nanoTime() - lastSentNanos >= limits.beat().toNanos();
  }

  private void sendToAll(ServerEvent event) {
    synchronized (this) {
      lastSentNanos = System.nanoTime();
    }
    snapshot().forEach(client -> client.send(event));
  }

  private ServerEvent beat() {
    return ServerEvent.of(
        ServerEvent.Kind.BEAT, Optional.empty(), Json.line(Map.of("at", clock.instant())));
  }

  private String id() {
    return run + "-" + revision;
  }

  /** What was shown long ago is not a first answer for the next page that opens. */
  private synchronized void forgetState() {
    shown = Optional.empty();
    standing = Optional.empty();
  }

  private synchronized List<EventClient> snapshot() {
    return List.copyOf(clients);
  }

  private synchronized void forget(EventClient client) {
    clients.remove(client);
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    ticker.shutdownNow();
    snapshot().forEach(EventClient::close);
  }
}
