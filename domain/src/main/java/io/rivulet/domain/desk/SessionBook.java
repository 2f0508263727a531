package io.rivulet.domain.desk;

import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.session.SessionEvent;
import io.rivulet.domain.session.SessionPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is recorded about sessions, as far as a desk needs it: the events of every session that
 * still takes some, which device was bound when, and of settled sessions only their name and end.
 * Confined to one thread. It holds what was written, also where it was written by others than a
 * desk.
 */
public final class SessionBook {
  /** Names of settled sessions that are kept, so that none is used again. */
  private static final int SETTLED_MAX = 1_000_000;

  private final DeskRules rules;
  private final Map<SessionId, SessionFile> files = new HashMap<>();
  private final DeviceBindings devices = new DeviceBindings(this::closedAt);
  private final Map<SessionId, Instant> settled =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SessionId, Instant> eldest) {
          return size() > SETTLED_MAX;
        }
      };

  /** An empty book. */
  public SessionBook(DeskRules rules) {
    this.rules = rules;
  }

  /** Takes what was recorded; the same event twice is one. */
  public void add(SessionId session, SessionEvent event) {
    if (event instanceof SessionEvent.DeviceBound binding) {
      devices.add(session, binding);
    }
    if (!settled.containsKey(session)) {
      files.computeIfAbsent(session, SessionFile::new).add(event);
    }
  }

  /**
   * Lets go of sessions whose time for corrections is over, and of bindings older than any that a
   * command may name.
   */
  public void settle(Instant now) {
    List<SessionFile> over = files.values().stream().filter(file -> overAt(file, now)).toList();
    for (SessionFile file : over) {
      settled.put(file.session(), file.plan().closed().orElse(now));
      files.remove(file.session());
    }
    devices.forgetBefore(now.minus(rules.times().behindMax()));
  }

  private boolean overAt(SessionFile file, Instant now) {
    return file.closingRecorded()
        .map(recorded -> recorded.plus(rules.correctionTime()).isBefore(now))
        .orElse(false);
  }

  /** The plans of all sessions that are not settled, by name. */
  public List<SessionPlan> plans() {
    List<SessionPlan> plans = new ArrayList<>();
    files.values().forEach(file -> plans.add(file.plan()));
    plans.sort(Comparator.comparing(SessionPlan::session));
    return plans;
  }

  /** The plan of a session that is not settled. */
  public Optional<SessionPlan> plan(SessionId session) {
    return Optional.ofNullable(files.get(session)).map(SessionFile::plan);
  }

  /** The events of a session that is not settled, in the order in which they arrived. */
  public Collection<SessionEvent> events(SessionId session) {
    SessionFile file = files.get(session);
    return file == null ? List.of() : List.copyOf(file.events());
  }

  /** When a settled session was closed. */
  public Optional<Instant> settled(SessionId session) {
    return Optional.ofNullable(settled.get(session));
  }

  /** When a session was closed, settled or not. */
  Optional<Instant> closedAt(SessionId session) {
    SessionFile file = files.get(session);
    return file == null ? settled(session) : file.plan().closed();
  }

  /** Sessions that are not settled. */
  public int size() {
    return files.size();
  }

  Optional<SessionFile> file(SessionId session) {
    return Optional.ofNullable(files.get(session));
  }

  Collection<SessionFile> files() {
    return files.values();
  }

  DeviceBindings devices() {
    return devices;
  }
}
