package io.rivulet.console.stream;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One open page. Nothing here waits: what the connection cannot take yet stays behind, and of that
 * only the newest event of each kind, because each says everything.
 */
final class EventClient implements WriteListener, AsyncListener {
  private static final Logger LOG = LoggerFactory.getLogger(EventClient.class);

  private final ServletOutputStream out;
  private final Consumer<EventClient> onGone;
  private final Map<ServerEvent.Kind, ServerEvent> waiting = new EnumMap<>(ServerEvent.Kind.class);
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private boolean unflushed;
  private boolean gone;
  private long blockedSinceNanos;
  private boolean blocked;

  EventClient(ServletOutputStream out, Consumer<EventClient> onGone) {
    this.out = out;
    this.onGone = onGone;
  }

  void start(AsyncContext context) {
    context.addListener(this);
    out.setWriteListener(this);
  }

  /** Sends it now, or when the connection can take it. */
  void send(ServerEvent event) {
    synchronized (this) {
      if (gone) {
        return;
      }
      waiting.put(event.kind(), event);
    }
    drain();
  }

  /** Whether the connection has taken nothing for this long although there was something. */
  synchronized boolean isBlockedFor(Duration limit) {
    return blocked && System.nanoTime() - blockedSinceNanos > limit.toNanos();
  }

  /** Ends the stream. A second call does nothing. */
  void close() {
    synchronized (this) {
      if (gone) {
        return;
      }
      gone = true;
      waiting.clear();
    }
    onGone.accept(this);
    ended.complete(null);
  }

  /** Completes when nothing more will be written. */
  CompletableFuture<Void> ended() {
    return ended;
  }

  private void drain() {
    try {
      write();
    } catch (IOException | IllegalStateException e) {
      onError(e);
    }
  }

  private synchronized void write() throws IOException {
    while (!gone && (unflushed || !waiting.isEmpty())) {
      if (!out.isReady()) {
        if (!blocked) {
          blockedSinceNanos = System.nanoTime();
        }
        blocked = true;
        return;
      }
      blocked = false;
      if (unflushed) {
        unflushed = false;
        out.flush();
      } else {
        ServerEvent next = waiting.remove(waiting.keySet().iterator().next());
        unflushed = true;
        out.write(next.bytes());
      }
    }
  }

  @Override
  public void onWritePossible() {
    drain();
  }

  @Override
  public void onError(Throwable cause) {
    LOG.debug("An event stream ended: {}", cause.toString());
    close();
  }

  @Override
  public void onComplete(AsyncEvent event) {
    close();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    close();
  }

  @Override
  public void onError(AsyncEvent event) {
    close();
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    event.getAsyncContext().addListener(this);
  }
}
