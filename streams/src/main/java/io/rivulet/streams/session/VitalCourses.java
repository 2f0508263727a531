package io.rivulet.streams.session;

import io.rivulet.domain.course.Horizon;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.vitals.VitalSource;
import io.rivulet.streams.live.LiveCodec;
import io.rivulet.streams.live.LiveStore;
import io.rivulet.streams.live.Parts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The vital signs of the sessions, by source, live. */
final class VitalCourses implements LiveCodec<VitalCourse> {
  private final LiveStore<VitalCourse> store;
  private final KnownSessions sessions;
  private final PumpCourses pumps;
  private final Horizon horizon;

  VitalCourses(
      LiveStore<VitalCourse> store, KnownSessions sessions, PumpCourses pumps, Horizon horizon) {
    this.store = store;
    this.sessions = sessions;
    this.pumps = pumps;
    this.horizon = horizon;
    store.use(this);
  }

  LiveStore<VitalCourse> store() {
    return store;
  }

  /** The vitals of a source in a session; new ones where there were none. */
  VitalCourse get(String session, VitalSource source) {
    String owner = Owner.of(session, source.name());
    VitalCourse found = store.get(owner);
    return found != null ? found : VitalCourse.begin(owner, rule(session, source), horizon);
  }

  /** Vital signs that are there. */
  VitalCourse get(String owner) {
    return store.get(owner);
  }

  /** The clinic of a session, where it is known. */
  Optional<String> site(String session) {
    return sessions.get(session).site();
  }

  /** Every source that a session has vitals of. */
  List<VitalCourse> of(String session) {
    List<VitalCourse> found = new ArrayList<>();
    for (VitalSource source : VitalSource.values()) {
      VitalCourse vitals = store.get(Owner.of(session, source.name()));
      if (vitals != null) {
        found.add(vitals);
      }
    }
    return found;
  }

  /** Vital signs have changed and are to be stored. */
  void changed(VitalCourse vitals) {
    store.changed(vitals.owner(), vitals);
  }

  /** The rule under what holds for the session now. */
  SourceRule rule(String session, VitalSource source) {
    return new SourceRule(new SessionId(session), source, sessions.get(session), infusion(session));
  }

  /** When a pump of the session first delivered, where limits ask for it. */
  Optional<Instant> infusion(String session) {
    if (!sessions.get(session).limitsNeedBaseline()) {
      return Optional.empty();
    }
    return pumps.of(session).stream()
        .flatMap(pump -> pump.standing().history().firstMoved().stream())
        .min(Instant::compareTo);
  }

  @Override
  public VitalCourse load(String owner, Parts parts) {
    SourceRule rule = rule(Owner.session(owner), VitalSource.valueOf(Owner.part(owner)));
    return VitalCourse.load(owner, rule, horizon, parts);
  }

  @Override
  public void save(VitalCourse live, Parts parts) {
    live.save(parts);
  }
}
