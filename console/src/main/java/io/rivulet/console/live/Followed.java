package io.rivulet.console.live;

import io.rivulet.console.course.CourseItems;
import io.rivulet.console.http.Json;
import io.rivulet.console.stream.RingChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * A session that pages follow, with its ring, and which records of Kafka each event holds. Confined
 * to whoever holds the lock of {@link LiveSessions}.
 */
final class Followed {
  private record Sent(long position, Offsets holds) {}

  private final RingChannel ring;
  private final LiveSession session;
  private final Deque<Sent> sent = new ArrayDeque<>();
  private final Map<TopicPartition, Long> taken = new HashMap<>();
  private final Map<TopicPartition, Long> before = new HashMap<>();
  private long landedUpTo;
  private long askedNanos;
  private boolean begun;

  Followed(RingChannel ring, LiveSession session, long nowNanos) {
    this.ring = ring;
    this.session = session;
    this.landedUpTo = ring.begun();
    this.askedNanos = nowNanos;
  }

  RingChannel ring() {
    return ring;
  }

  LiveSession session() {
    return session;
  }

  boolean begun() {
    return begun;
  }

  void nowBegun() {
    begun = true;
  }

  void asked(long nowNanos) {
    askedNanos = nowNanos;
  }

  long askedNanos() {
    return askedNanos;
  }

  /** What was read before this was followed has to be in the store. */
  void startsAfter(Offsets read) {
    before.putAll(read.next());
  }

  /** What has to have landed before a course can be followed without a gap. */
  Offsets before() {
    return new Offsets(before);
  }

  /** A record that was taken goes into the next event. */
  void took(TopicPartition partition, long offset) {
    taken.merge(partition, offset + 1, Math::max);
  }

  /**
   * Sends what is new.
   *
   * @return why pages are to read anew; empty where they are not
   */
  Optional<Restated> send() {
    CourseItems news = session.takeNews();
    Optional<Restated> restated = session.takeRestated();
    if (news.isEmpty() && restated.isEmpty()) {
      return restated;
    }
    Offsets holds = new Offsets(taken);
    taken.clear();
    if (!news.isEmpty()) {
      note(ring.add(Json.line(news.news())), holds);
    }
    restated.ifPresent(why -> note(ring.addReset(why.word()), holds));
    return restated;
  }

  private void note(long position, Offsets holds) {
    sent.addLast(new Sent(position, holds));
    while (sent.getFirst().position() < ring.floor()) {
      // Not passed over: a course that names an earlier position is told that the ring ran over.
      sent.removeFirst();
    }
  }

  /** The position up to which everything has landed. */
  long landedUpTo(Offsets landed) {
    while (!sent.isEmpty() && landed.covers(sent.getFirst().holds())) {
      landedUpTo = sent.removeFirst().position();
    }
    return landedUpTo;
  }
}
