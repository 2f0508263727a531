package io.rivulet.streams.session;

import io.rivulet.domain.course.Horizon;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.reading.PressureSource;
import io.rivulet.streams.live.LiveCodec;
import io.rivulet.streams.live.LiveStore;
import io.rivulet.streams.live.Parts;
import java.util.ArrayList;
import java.util.List;

/** The pressures of the sessions, by source, live. */
final class PressureCourses implements LiveCodec<PressureCourse> {
  private final LiveStore<PressureCourse> store;
  private final KnownSessions sessions;
  private final Horizon horizon;

  PressureCourses(LiveStore<PressureCourse> store, KnownSessions sessions, Horizon horizon) {
    this.store = store;
    this.sessions = sessions;
    this.horizon = horizon;
    store.use(this);
  }

  LiveStore<PressureCourse> store() {
    return store;
  }

  /** The pressures of a source in a session; new ones where there were none. */
  PressureCourse get(String session, PressureSource source) {
    String owner = Owner.of(session, source.name());
    PressureCourse found = store.get(owner);
    return found != null ? found : PressureCourse.begin(owner, rule(session, source), horizon);
  }

  /** Pressures that are there. */
  PressureCourse get(String owner) {
    return store.get(owner);
  }

  /** Every source that a session has pressures of. */
  List<PressureCourse> of(String session) {
    List<PressureCourse> found = new ArrayList<>();
    for (PressureSource source : PressureSource.values()) {
      PressureCourse pressures = store.get(Owner.of(session, source.name()));
      if (pressures != null) {
        found.add(pressures);
      }
    }
    return found;
  }

  /** Pressures have changed and are to be stored. */
  void changed(PressureCourse pressures) {
    store.changed(pressures.owner(), pressures);
  }

  /** The rule under what holds for the session now. */
  PressureRule rule(String session, PressureSource source) {
    return new PressureRule(new SessionId(session), source, sessions.get(session));
  }

  @Override
  public PressureCourse load(String owner, Parts parts) {
    PressureRule rule = rule(Owner.session(owner), PressureSource.valueOf(Owner.part(owner)));
    return PressureCourse.load(owner, rule, horizon, parts);
  }

  @Override
  public void save(PressureCourse live, Parts parts) {
    live.save(parts);
  }
}
