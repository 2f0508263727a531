package io.rivulet.console.stream;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One open page. Nothing here waits, and nothing is queued: a page has a position in each of its
 * topics, and what the connection cannot take yet stays in the topics.
 */
final class EventClient implements WriteListener, AsyncListener {
  private static final Logger LOG = LoggerFactory.getLogger(EventClient.class);

  /** A topic, and how far this page has come in it. */
  private static final class Followed {
    private final Channel channel;
    private long position;

    private Followed(Channel channel, long position) {
      this.channel = channel;
      this.position = position;
    }
  }

  private final Listener listener;
  private final String run;
  private final ServletOutputStream out;
  private final Consumer<EventClient> onGone;
  private final List<Followed> followed = new ArrayList<>();
  private final Map<String, Frame> notes = new LinkedHashMap<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final Runnable page = this::drain;
  private byte[] rest;
  private int turn;
  private boolean unflushed;
  private boolean started;
  private boolean gone;
  private boolean blocked;
  private long blockedSinceNanos;
  private long wroteNanos;

  EventClient(
      Listener listener, String run, ServletOutputStream out, Consumer<EventClient> onGone) {
    this.listener = listener;
    this.run = run;
    this.out = out;
    this.onGone = onGone;
    this.wroteNanos = System.nanoTime();
  }

  /** One more topic, before the start. */
  void follow(Channel channel, long position) {
    followed.add(new Followed(channel, position));
  }

  void start(AsyncContext context) {
    context.addListener(this);
    out.setWriteListener(this);
    synchronized (this) {
      started = true;
    }
    followed.forEach(one -> one.channel.join(page));
    drain();
  }

  /** For whom it is. */
  Listener listener() {
    return listener;
  }

  /**
   * Tells something beside the topics. Of each kind only the newest waits.
   *
   * @param kind the event's name
   */
  void note(String kind, Frame frame) {
    synchronized (this) {
      if (gone) {
        return;
      }
      notes.put(kind, frame);
    }
    drain();
  }

  /** Whether the connection takes nothing just now although there was something. */
  synchronized boolean isBehind() {
    return blocked;
  }

  /** Whether the connection has taken nothing for this long although there was something. */
  synchronized boolean isBlockedFor(Duration limit) {
    return blocked && System.nanoTime() - blockedSinceNanos > limit.toNanos();
  }

  /** Whether it has been sent nothing for this long. */
  synchronized boolean isQuietFor(Duration limit) {
    return !blocked && System.nanoTime() - wroteNanos >= limit.toNanos();
  }

  /** Ends the stream. A second call does nothing. */
  void close() {
    synchronized (this) {
      if (gone) {
        return;
      }
      gone = true;
      notes.clear();
    }
    followed.forEach(one -> one.channel.leave(page));
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
    while (started && !gone) {
      if (!out.isReady()) {
        if (!blocked) {
          blockedSinceNanos = System.nanoTime();
        }
        blocked = true;
        return;
      }
      blocked = false;
      if (!writeNext()) {
        return;
      }
    }
  }

  /** One piece, of which the connection takes one at a time; false where there is nothing. */
  private boolean writeNext() throws IOException {
    byte[] piece = rest;
    rest = null;
    if (piece == null) {
      Optional<Frame> next = next();
      if (next.isEmpty()) {
        return flush();
      }
      wroteNanos = System.nanoTime();
      piece = next.get().bytes();
      if (next.get().position() != Frame.NO_POSITION) {
        // The id goes first, so that the lines that all pages share need no copy.
        rest = piece;
        piece = idLine();
      }
    }
    unflushed = true;
    out.write(piece);
    return true;
  }

  private boolean flush() throws IOException {
    boolean due = unflushed;
    unflushed = false;
    if (due) {
      out.flush();
    }
    return due;
  }

  private byte[] idLine() {
    StringBuilder line = new StringBuilder("id: ").append(run);
    for (Followed one : followed) {
      line.append(';').append(one.channel.topic()).append('=').append(one.position);
    }
    return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  private Optional<Frame> next() {
    if (!notes.isEmpty()) {
      return Optional.of(notes.remove(notes.keySet().iterator().next()));
    }
    // In turns, so that a topic that says much does not keep the others waiting.
    for (int i = 0; i < followed.size(); i++) {
      Followed one = followed.get((turn + i) % followed.size());
      Optional<Frame> frame = one.channel.after(one.position);
      if (frame.isPresent()) {
        turn = (turn + i + 1) % followed.size();
        one.position = frame.get().position();
        return frame;
      }
    }
    return Optional.empty();
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
