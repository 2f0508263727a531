package io.rivulet.streams.session;

import io.rivulet.domain.course.Horizon;
import io.rivulet.domain.dose.DoseRules;
import io.rivulet.streams.live.LiveCodec;
import io.rivulet.streams.live.LiveStore;
import io.rivulet.streams.live.Parts;
import io.rivulet.streams.live.Recent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The pumps of the sessions, live. */
final class PumpCourses implements LiveCodec<PumpCourse> {
  private final LiveStore<PumpCourse> store;
  private final KnownSessions sessions;
  private final Horizon horizon;
  private final DoseRules rules;
  private final Map<String, Set<String>> ownersBySession;

  /**
   * Over a store.
   *
   * @param sessionsInMemory sessions of which the pumps' names are kept ready
   */
  PumpCourses(
      LiveStore<PumpCourse> store,
      KnownSessions sessions,
      Horizon horizon,
      DoseRules rules,
      int sessionsInMemory) {
    this.ownersBySession = new Recent<>(sessionsInMemory);
    this.store = store;
    this.sessions = sessions;
    this.horizon = horizon;
    this.rules = rules;
    store.use(this);
  }

  LiveStore<PumpCourse> store() {
    return store;
  }

  /** The pump in the session; a new one where it was not there. */
  PumpCourse get(String session, String device) {
    String owner = Owner.of(session, device);
    PumpCourse found = store.get(owner);
    if (found == null) {
      found = PumpCourse.begin(owner, rule(session), horizon);
      owners(session).add(owner);
    }
    return found;
  }

  /** A pump that is there. */
  PumpCourse get(String owner) {
    return store.get(owner);
  }

  /** Every pump that a session has or had. */
  List<PumpCourse> of(String session) {
    List<PumpCourse> found = new ArrayList<>();
    for (String owner : owners(session)) {
      PumpCourse pump = store.get(owner);
      if (pump != null) {
        found.add(pump);
      }
    }
    return found;
  }

  private Set<String> owners(String session) {
    Set<String> known = ownersBySession.get(session);
    if (known == null) {
      known = new TreeSet<>(store.owners(Owner.of(session)));
      ownersBySession.put(session, known);
    }
    return known;
  }

  /** A pump has changed and is to be stored. */
  void changed(PumpCourse pump) {
    store.changed(pump.owner(), pump);
  }

  /** The rule under what holds for a session now. */
  PumpStandingRule rule(String session) {
    return new PumpStandingRule(sessions.get(session).plan(), rules);
  }

  @Override
  public PumpCourse load(String owner, Parts parts) {
    return PumpCourse.load(owner, rule(Owner.session(owner)), horizon, parts);
  }

  @Override
  public void save(PumpCourse live, Parts parts) {
    live.save(parts);
  }
}
