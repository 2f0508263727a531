package io.rivulet.console.stream;

import io.rivulet.console.access.SiteScope;
import io.rivulet.console.http.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A {@link LiveTopic} for callers of the same sites: the newest state, encoded once for all. */
final class StateChannel implements Channel {
  private static final Logger LOG = LoggerFactory.getLogger(StateChannel.class);

  /** Longer than a page takes to join what it found. */
  private static final Duration FORGOTTEN_AFTER = Duration.ofSeconds(20);

  private final LiveTopic topic;
  private final SiteScope sites;
  private final LongSupplier positions;
  private final Pages pages = new Pages();
  private final AtomicBoolean asking = new AtomicBoolean();
  private Optional<Frame> standing = Optional.empty();
  private Optional<Object> essence = Optional.empty();
  private boolean troubled;
  private volatile long foundNanos;

  StateChannel(LiveTopic topic, SiteScope sites, LongSupplier positions) {
    this.topic = topic;
    this.sites = sites;
    this.positions = positions;
  }

  @Override
  public String topic() {
    return topic.name();
  }

  @Override
  public long beginning() {
    return 0;
  }

  @Override
  public synchronized Optional<Frame> after(long position) {
    return standing.filter(frame -> frame.position() != position);
  }

  /** Whether it is the caller that is to ask: nobody else is about to. */
  boolean claim() {
    return asking.compareAndSet(false, true);
  }

  /** Asks, after a {@link #claim}; what is new is told. */
  void refresh() throws InterruptedException {
    try {
      if (take(read())) {
        pages.tell();
      }
    } finally {
      asking.set(false);
    }
  }

  private StateReading read() throws InterruptedException {
    try {
      return topic.read(sites);
    } catch (RuntimeException e) {
      LOG.error("Topic {} could not be read; it is asked again", topic.name(), e);
      return new StateReading.Trouble(
          "internal_error", "The console could not read this; its log says why.", Map.of());
    }
  }

  private synchronized boolean take(StateReading reading) {
    if (reading instanceof StateReading.Known known) {
      if (essence.isPresent() && essence.get().equals(known.essence())) {
        return false;
      }
      essence = Optional.of(known.essence());
      troubled = false;
      standing =
          Optional.of(Frame.of(positions.getAsLong(), topic.name(), Json.line(known.document())));
      return true;
    }
    StateReading.Trouble trouble = (StateReading.Trouble) reading;
    boolean news = !troubled;
    troubled = true;
    essence = Optional.empty();
    if (news) {
      Map<String, Object> body = new LinkedHashMap<>(trouble.more());
      body.put("topic", topic.name());
      body.put("error", trouble.error());
      body.put("message", trouble.message());
      standing = Optional.of(Frame.of(positions.getAsLong(), "trouble", Json.line(body)));
    }
    return news;
  }

  /** Whether no page follows it. */
  boolean unwatched() {
    return pages.none();
  }

  /** A page is about to join. */
  void found(long nowNanos) {
    foundNanos = nowNanos;
  }

  /** Whether no page follows it, and none is about to. */
  boolean isForgotten(long nowNanos) {
    return unwatched() && nowNanos - foundNanos > FORGOTTEN_AFTER.toNanos();
  }

  @Override
  public void join(Runnable page) {
    pages.join(page);
  }

  @Override
  public void leave(Runnable page) {
    pages.leave(page);
  }
}
