package io.rivulet.console.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.rivulet.console.access.Caller;
import io.rivulet.console.access.Permission;
import io.rivulet.console.course.DeviceItem;
import io.rivulet.console.course.Devices;
import io.rivulet.console.stream.Channel;
import io.rivulet.console.stream.LiveStream;
import io.rivulet.console.stream.RingChannel;
import io.rivulet.console.stream.TopicSource;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.identity.TopicLevel;
import io.rivulet.domain.reading.PumpSample;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.store.read.ClinicReads;
import io.rivulet.store.read.History;
import io.rivulet.store.read.HistoryReads;
import io.rivulet.store.read.HistoryRows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The sessions that pages follow. One begins to be followed when its course is read or its topic
 * asked for, and is let go some minutes after the last page has left.
 */
public final class LiveSessions implements TopicSource {
  /** Sessions followed at once; when there are more, those without a page are let go first. */
  static final int MAX_SESSIONS = 1_000;

  /** How long a session without a page is kept, for pages that come back. */
  static final Duration KEPT = Duration.ofMinutes(5);

  private static final int MAX_SITES = 10_000;

  private final ClinicReads clinic;
  private final HistoryReads history;
  private final LiveStream stream;
  private final Map<String, Followed> sessions = new HashMap<>();
  private final Map<String, Set<Followed>> byDevice = new HashMap<>();
  private final Set<Followed> touched = new HashSet<>();
  private final Set<Followed> attached = new HashSet<>();
  private final Map<TopicPartition, Long> read = new HashMap<>();
  private final Map<Restated, Counter> restated = new EnumMap<>(Restated.class);
  private final Map<String, String> sites =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > MAX_SITES;
        }
      };

  /** Follows nothing yet. */
  public LiveSessions(
      ClinicReads clinic, HistoryReads history, LiveStream stream, MeterRegistry registry) {
    this.clinic = Objects.requireNonNull(clinic, "clinic");
    this.history = Objects.requireNonNull(history, "history");
    this.stream = Objects.requireNonNull(stream, "stream");
    for (Restated why : Restated.values()) {
      restated.put(
          why,
          Counter.builder("rivulet.console.live.restated")
              .description("Courses that pages were told to read anew")
              .tag("because", why.word())
              .register(registry));
    }
    Gauge.builder("rivulet.console.live.sessions", this, LiveSessions::size)
        .description("Sessions that pages follow or left a short while ago")
        .register(registry);
    Gauge.builder("rivulet.console.live.bytes", this, LiveSessions::bytes)
        .description("Bytes of events kept for pages that come back")
        .baseUnit("bytes")
        .register(registry);
  }

  @Override
  public String kind() {
    return "session";
  }

  @Override
  public Optional<Channel> find(String name, Caller caller) {
    return mayFollow(name, caller) ? follow(name).map(Followed::ring) : Optional.empty();
  }

  /** Whether there is such a session, at a site where the caller may see sessions. */
  public boolean mayFollow(String session, Caller caller) {
    return caller.may(Permission.SEE_SESSIONS)
        && siteOf(session).map(caller.sites(Permission.SEE_SESSIONS)::includes).orElse(false);
  }

  private Optional<String> siteOf(String session) {
    if (!TopicLevel.isLevel(session)) {
      return Optional.empty();
    }
    synchronized (sites) {
      if (sites.containsKey(session)) {
        return Optional.of(sites.get(session));
      }
    }
    Optional<String> site = clinic.siteOf(session);
    site.ifPresent(
        known -> {
          synchronized (sites) {
            sites.put(session, known);
          }
        });
    return site;
  }

  /** Begins to follow a session, or goes on; empty where as many as can be are followed. */
  Optional<Followed> follow(String session) {
    Followed followed;
    synchronized (this) {
      followed = sessions.get(session);
      if (followed == null) {
        if (sessions.size() >= MAX_SESSIONS && !letOneGo()) {
          return Optional.empty();
        }
        followed =
            new Followed(
                new RingChannel("session:" + session, stream::nextPosition),
                new LiveSession(new SessionId(session)),
                System.nanoTime());
        followed.startsAfter(new Offsets(read));
        sessions.put(session, followed);
      }
      followed.asked(System.nanoTime());
      if (followed.begun()) {
        return Optional.of(followed);
      }
    }
    begin(session, followed);
    return Optional.of(followed);
  }

  private void begin(String session, Followed followed) {
    List<SessionEventRecord> events = new ArrayList<>();
    List<DeviceItem> devices;
    try (History stored = history.of(List.of(session));
        HistoryRows<SessionEventRecord> rows = stored.sessionEvents()) {
      rows.forEachRemaining(events::add);
      devices = stored.devices().stream().map(Devices::of).toList();
    }
    synchronized (this) {
      if (!followed.begun()) {
        followed.session().begin(events, devices);
        followed.nowBegun();
        touched.add(followed);
        attach(followed);
      }
    }
  }

  /** Has the devices of a session lead to it; what they sent before has to come from the store. */
  private void attach(Followed followed) {
    boolean more = false;
    for (String device : followed.session().devices()) {
      more |= byDevice.computeIfAbsent(device, name -> new HashSet<>()).add(followed);
    }
    if (more) {
      // Of what is being read just now some may have been passed over already.
      attached.add(followed);
    }
  }

  private boolean letOneGo() {
    Optional<Map.Entry<String, Followed>> idle =
        sessions.entrySet().stream()
            .filter(each -> each.getValue().ring().unwatched())
            .min(
                (one, other) ->
                    Long.compare(
                        one.getValue().askedNanos() - System.nanoTime(),
                        other.getValue().askedNanos() - System.nanoTime()));
    idle.ifPresent(
        each -> {
          sessions.remove(each.getKey());
          detach(each.getValue());
        });
    return idle.isPresent();
  }

  private void detach(Followed followed) {
    touched.remove(followed);
    attached.remove(followed);
    byDevice.values().forEach(all -> all.remove(followed));
    byDevice.values().removeIf(Set::isEmpty);
  }

  /** Lets go of sessions that nobody has asked for. */
  synchronized void letIdleGo() {
    long now = System.nanoTime();
    Iterator<Followed> all = sessions.values().iterator();
    while (all.hasNext()) {
      Followed followed = all.next();
      if (!followed.ring().unwatched()) {
        followed.asked(now);
      } else if (now - followed.askedNanos() > KEPT.toNanos()) {
        all.remove();
        detach(followed);
      }
    }
  }

  /** Whether anybody follows what this key names: a session, or a device of one. */
  synchronized boolean wants(String key) {
    return sessions.containsKey(key) || byDevice.containsKey(key);
  }

  /** Takes a record that somebody follows. */
  synchronized void take(String key, TopicPartition partition, long offset, SpecificRecord record) {
    Followed own = sessions.get(key);
    if (own != null) {
      take(own, partition, offset, record);
      if (record instanceof SessionEventRecord) {
        attach(own);
      }
    }
    for (Followed other : Set.copyOf(byDevice.getOrDefault(key, Set.of()))) {
      take(other, partition, offset, record);
    }
  }

  private void take(
      Followed followed, TopicPartition partition, long offset, SpecificRecord record) {
    followed.session().take(record);
    followed.took(partition, offset);
    touched.add(followed);
  }

  /** A limits profile has another version: sessions that it judges are read anew. */
  synchronized void limitsChanged(String profile, TopicPartition partition, long offset) {
    for (Followed followed : sessions.values()) {
      if (followed.session().profiles().contains(profile)) {
        followed.session().restate(Restated.LIMITS);
        followed.took(partition, offset);
        touched.add(followed);
      }
    }
  }

  /** Sends what came since, and notes how far partitions were read. */
  synchronized void sendAll(Map<TopicPartition, Long> readTo) {
    read.putAll(readTo);
    attached.forEach(followed -> followed.startsAfter(new Offsets(read)));
    attached.clear();
    touched.forEach(this::send);
    touched.clear();
  }

  private void send(Followed followed) {
    followed.send().ifPresent(why -> restated.get(why).increment());
  }

  /** Records may have been missed: every course is read anew. */
  synchronized void restart(Map<TopicPartition, Long> from) {
    read.clear();
    read.putAll(from);
    for (Followed followed : sessions.values()) {
      followed.startsAfter(new Offsets(read));
      followed.session().restate(Restated.RECONNECTED);
      send(followed);
    }
  }

  /** Whether what landed is enough for a course that can be followed without a gap. */
  synchronized boolean canFollow(Followed followed, Offsets landed) {
    return !attached.contains(followed) && landed.covers(followed.before());
  }

  /** Where a page goes on that read what had landed. */
  synchronized String position(Followed followed, Offsets landed) {
    return stream.run() + ";" + followed.ring().topic() + "=" + followed.landedUpTo(landed);
  }

  /**
   * What a course was read with: decisions that were not known here, and the latest of the pumps,
   * for the gap before what comes next.
   *
   * @return whether samples of a device that was not known may have been passed over, so that the
   *     course has to be read again to be followed
   */
  synchronized boolean link(
      Followed followed, Collection<SessionEventRecord> events, Map<String, PumpSample> latest) {
    followed.session().learn(events);
    followed.session().link(latest);
    attach(followed);
    send(followed);
    return attached.contains(followed);
  }

  /** Sessions followed now. */
  synchronized int size() {
    return sessions.size();
  }

  private synchronized long bytes() {
    return sessions.values().stream().mapToLong(each -> each.ring().keptBytes()).sum();
  }
}
