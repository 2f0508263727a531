package io.rivulet.console.stream;

import io.rivulet.console.http.Json;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A topic whose events add to one another. The newest are kept for pages that come back, as many as
 * fit; a page that missed more is told to read anew.
 */
public final class RingChannel implements Channel {
  private static final int MAX_EVENTS = 600;
  private static final int MAX_BYTES = 128 * 1024;

  private final String topic;
  private final LongSupplier positions;
  private final Pages pages = new Pages();
  private final Deque<Frame> kept = new ArrayDeque<>();
  private final long begun;
  private long gone;
  private int keptBytes;

  /**
   * An empty ring.
   *
   * @param positions counts up, for every ring of a console
   */
  public RingChannel(String topic, LongSupplier positions) {
    this.topic = Objects.requireNonNull(topic, "topic");
    this.positions = Objects.requireNonNull(positions, "positions");
    this.begun = positions.getAsLong();
    this.gone = begun;
  }

  @Override
  public String topic() {
    return topic;
  }

  /** Where it began: what came before was never in it. */
  public long begun() {
    return begun;
  }

  @Override
  public synchronized long beginning() {
    return kept.isEmpty() ? gone : kept.getLast().position();
  }

  @Override
  public synchronized Optional<Frame> after(long position) {
    long head = beginning();
    if (position == head) {
      return Optional.empty();
    }
    if (position < gone || position > head) {
      String reason = position < gone && position >= begun ? "overrun" : "restarted";
      return Optional.of(Frame.of(head, "reset", reset(reason)));
    }
    Frame next = null;
    for (Iterator<Frame> newest = kept.descendingIterator(); newest.hasNext(); ) {
      Frame frame = newest.next();
      if (frame.position() <= position) {
        break;
      }
      next = frame;
    }
    return Optional.ofNullable(next);
  }

  /**
   * Adds an event and tells pages.
   *
   * @param json of one line
   * @return its position
   */
  public long add(String json) {
    return append(topic, json);
  }

  /**
   * Has pages read anew, because what they show has changed.
   *
   * @param because a word for what changed it
   */
  public long addReset(String because) {
    Map<String, String> restated = new LinkedHashMap<>();
    restated.put("topic", topic);
    restated.put("reason", "restated");
    restated.put("because", because);
    return append("reset", Json.line(restated));
  }

  private String reset(String reason) {
    return Json.line(Map.of("topic", topic, "reason", reason));
  }

  private long append(String event, String json) {
    long position;
    synchronized (this) {
      position = positions.getAsLong();
      Frame frame = Frame.of(position, event, json);
      kept.addLast(frame);
      keptBytes += frame.bytes().length;
      while (kept.size() > MAX_EVENTS || keptBytes > MAX_BYTES && kept.size() > 1) {
        Frame oldest = kept.removeFirst();
        keptBytes -= oldest.bytes().length;
        gone = oldest.position();
      }
    }
    pages.tell();
    return position;
  }

  /** The position before the oldest event kept; a page that stands before it has missed some. */
  public synchronized long floor() {
    return gone;
  }

  /** Bytes of the events kept. */
  public synchronized int keptBytes() {
    return keptBytes;
  }

  /** Whether no page follows it. */
  public boolean unwatched() {
    return pages.none();
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
