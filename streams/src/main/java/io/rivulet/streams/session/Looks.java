package io.rivulet.streams.session;

import io.rivulet.streams.live.LiveStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * When sessions are looked at that change all the time: one that changes at the next beat, and then
 * not before a rest is over. So a change is seen soon, a session costs a look a rest at most
 * however much it changes, and the looks at many sessions are spread as their changes are. Confined
 * to the task's thread.
 */
final class Looks {
  private final Duration rest;
  private final Waiting due = new Waiting();

  /** When each was looked at, the longest ago first; none longer ago than a rest and a beat. */
  private final Map<String, Instant> resting = new LinkedHashMap<>();

  /** Those of them that changed since. */
  private final Set<String> changedSince = new HashSet<>();

  /**
   * Nobody waits yet.
   *
   * @param rest from one look at a session to the next, above zero
   */
  Looks(Duration rest) {
    if (rest.isNegative() || rest.isZero()) {
      throw new IllegalArgumentException("a rest of " + rest + " is none; it has to be above zero");
    }
    this.rest = rest;
  }

  /** Finds whom an earlier task left unlooked at; they are due at once. */
  void restore(LiveStore<?> store) {
    due.restore(store);
  }

  /** A session has changed: it is due at the next beat, or once its rest is over. */
  void changed(String session) {
    if (resting.containsKey(session)) {
      changedSince.add(session);
    } else {
      due.add(session);
    }
  }

  /** A session has changed so that its rest does not count. */
  void changedMuch(String session) {
    due.add(session);
  }

  /**
   * Looks at those that are due.
   *
   * @param now by the wall clock; where it was set back, rests are over
   */
  void each(Instant now, Consumer<String> look) {
    Iterator<Map.Entry<String, Instant>> longestAgo = resting.entrySet().iterator();
    while (longestAgo.hasNext()) {
      Map.Entry<String, Instant> rested = longestAgo.next();
      Instant looked = rested.getValue();
      if (!now.isBefore(looked) && now.isBefore(looked.plus(rest))) {
        break;
      }
      longestAgo.remove();
      if (changedSince.remove(rested.getKey())) {
        due.add(rested.getKey());
      }
    }
    due.each(
        session -> {
          resting.remove(session);
          resting.put(session, now);
          changedSince.remove(session);
          look.accept(session);
        });
  }

  /** Looks at everybody who changed, rested or not. */
  void all(Consumer<String> look) {
    changedSince.forEach(due::add);
    changedSince.clear();
    resting.clear();
    due.each(look);
  }
}
