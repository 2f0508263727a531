package io.rivulet.console.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.rivulet.console.http.Json;
import io.rivulet.store.read.StoreUnavailableException;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One event stream for each open page, of any topics. Each event is encoded once, however many
 * pages get it, and pages resume where they were.
 */
public final class LiveStream implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveStream.class);
  private static final int READERS = 2;

  /**
   * How often it is asked whether those who listen still may: another console, or the command line,
   * may have kept them out.
   */
  private static final Duration CHECK_EVERY = Duration.ofSeconds(5);

  /** Positions count from 1. */
  private static final long BEFORE_EVERYTHING = 0;

  private final InstantSource clock;
  private final StreamLimits limits;
  private final Counter refused;
  private final Counter dropped;

  /** Tells this process's positions from those of the one before a restart, and of another. */
  private final String run = UUID.randomUUID().toString().substring(0, 8);

  private final AtomicLong positions = new AtomicLong();
  private final Topics topics = new Topics(positions::incrementAndGet);
  private final Set<EventClient> clients = new HashSet<>();
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "rivulet-console-beat"));
  private final ExecutorService readers =
      Executors.newFixedThreadPool(READERS, task -> new Thread(task, "rivulet-console-feed"));
  private final AtomicBoolean checkAsked = new AtomicBoolean();
  private final AtomicBoolean checking = new AtomicBoolean();
  private Optional<Frame> source = Optional.empty();
  private volatile long checkedNanos = System.nanoTime();
  private boolean closed;

  /** Starts to look for changes. */
  public LiveStream(InstantSource clock, StreamLimits limits, MeterRegistry registry) {
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
    Gauge.builder("rivulet.console.streams", this, LiveStream::size)
        .description("Open event streams")
        .register(registry);
    Gauge.builder("rivulet.console.streams.behind", this, LiveStream::behind)
        .description("Open event streams whose connection takes no more just now")
        .register(registry);
    long pollNanos = limits.poll().toNanos();
    // Nothing to look at in the future: a tick reports its own failures and is never cancelled.
    ScheduledFuture<?> unused =
        ticker.scheduleWithFixedDelay(this::tick, pollNanos, pollNanos, TimeUnit.NANOSECONDS);
  }

  /** Lets pages follow a whole state. */
  public void add(LiveTopic topic) {
    topics.add(topic);
  }

  /** Lets pages follow one of many. */
  public void add(TopicSource topicSource) {
    topics.add(topicSource);
  }

  /** Which start of which console this is. */
  public String run() {
    return run;
  }

  /** The next position, for rings: it counts up over all topics. */
  public long nextPosition() {
    return positions.incrementAndGet();
  }

  /** Tells every page, and those that open later, where live data come from. */
  public void tellSource(SourceState state) {
    Frame frame = Frame.of(Frame.NO_POSITION, "source", Json.line(state));
    synchronized (this) {
      source = Optional.of(frame);
    }
    snapshot().forEach(client -> client.note("source", frame));
  }

  /**
   * Opens a stream on this exchange, which stays open after the call.
   *
   * @param listener for whom; the stream ends when they are signed in no more, or may something
   *     else than now
   * @param names the topics, at most {@link StreamLimits#MAX_TOPICS}
   * @param after where the page was, as it says
   */
  public Opening open(
      Listener listener,
      List<String> names,
      Optional<StreamPosition> after,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    List<String> missing = new ArrayList<>();
    Map<String, Channel> found = new LinkedHashMap<>();
    for (String name : names) {
      topics
          .find(name, listener.caller())
          .ifPresentOrElse(channel -> found.put(name, channel), () -> missing.add(name));
    }
    if (found.isEmpty()) {
      return new Opening.NothingThere(missing);
    }
    EventClient client;
    AsyncContext context;
    synchronized (this) {
      if (closed || clients.size() >= limits.maxClients()) {
        refused.increment();
        return new Opening.Full();
      }
      response.setStatus(HttpServletResponse.SC_OK);
      response.setContentType("text/event-stream");
      response.setCharacterEncoding("UTF-8");
      response.setHeader("Cache-Control", "no-store");
      response.setHeader("X-Accel-Buffering", "no");
      context = request.startAsync();
      context.setTimeout(0);
      client = new EventClient(listener, run, response.getOutputStream(), this::forget);
      clients.add(client);
      source.ifPresent(frame -> client.note("source", frame));
    }
    found.forEach((name, channel) -> client.follow(channel, position(channel, after)));
    if (!missing.isEmpty()) {
      client.note("refused", refusal(missing));
    }
    client.note("beat", beat());
    client.start(context);
    refresh();
    return new Opening.Streaming(client.ended());
  }

  private long position(Channel channel, Optional<StreamPosition> after) {
    Optional<Long> said = after.map(position -> position.positions().get(channel.topic()));
    if (said.isEmpty()) {
      return channel.beginning();
    }
    // A position of another run means nothing here; one that never was has the page read anew.
    return after.get().run().equals(run) ? said.get() : BEFORE_EVERYTHING;
  }

  private static Frame refusal(List<String> missing) {
    return Frame.of(
        Frame.NO_POSITION,
        "refused",
        Json.line(
            Map.of("topics", missing, "message", "There is nothing of that name for you here.")));
  }

  /** Streams open now. */
  public synchronized int size() {
    return clients.size();
  }

  private long behind() {
    return snapshot().stream().filter(EventClient::isBehind).count();
  }

  /** Has it asked now whether those who listen still may; returns at once. */
  public void recheck() {
    checkAsked.set(true);
    checkIfDue();
  }

  private void checkIfDue() {
    boolean due = checkAsked.get() || System.nanoTime() - checkedNanos >= CHECK_EVERY.toNanos();
    if (due && checking.compareAndSet(false, true)) {
      try {
        readers.execute(this::check);
      } catch (RejectedExecutionException e) {
        LOG.debug("The console is closing");
      }
    }
  }

  /** While the database is away, nobody is kept out: the round is tried again. */
  private void check() {
    try {
      do {
        checkAsked.set(false);
        for (EventClient client : snapshot()) {
          if (!client.listener().isUnchanged()) {
            client.close();
          }
        }
      } while (checkAsked.get());
    } catch (StoreUnavailableException e) {
      LOG.warn("whether those who listen still may is not known now: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("Whether those who listen still may could not be asked; it is tried again", e);
    } finally {
      checkedNanos = System.nanoTime();
      checking.set(false);
    }
  }

  private void tick() {
    try {
      refresh();
      checkIfDue();
      for (EventClient client : snapshot()) {
        if (client.isBlockedFor(limits.slow())) {
          dropped.increment();
          client.close();
        } else if (client.isQuietFor(limits.beat())) {
          client.note("beat", beat());
        }
      }
    } catch (RuntimeException e) {
      LOG.error("The live stream could not be fed; it tries again", e);
    }
  }

  private void refresh() {
    try {
      for (StateChannel channel : topics.followed()) {
        if (channel.claim()) {
          readers.execute(() -> refresh(channel));
        }
      }
    } catch (RejectedExecutionException e) {
      LOG.debug("The console is closing");
    }
  }

  private static void refresh(StateChannel channel) {
    try {
      channel.refresh();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Frame beat() {
    return Frame.of(Frame.NO_POSITION, "beat", Json.line(Map.of("at", clock.instant())));
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
    readers.shutdownNow();
    snapshot().forEach(EventClient::close);
  }
}
