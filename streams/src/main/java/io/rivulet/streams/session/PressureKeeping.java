package io.rivulet.streams.session;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.reading.PressureSource;
import io.rivulet.domain.vitals.Excursion;
import io.rivulet.domain.vitals.ExcursionRule;
import io.rivulet.domain.vitals.Measurement;
import io.rivulet.domain.vitals.PressureReading;
import io.rivulet.domain.vitals.VitalStanding;
import io.rivulet.schemas.record.PressureMonitorState;
import io.rivulet.schemas.record.PressureReadingState;
import io.rivulet.schemas.record.PressureRecord;
import io.rivulet.schemas.record.PressureTallyRecord;
import io.rivulet.schemas.record.VitalsSampleRecord;
import io.rivulet.streams.timeline.Timeline;
import io.rivulet.streams.timeline.TimelineKey;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Follows the pressures of every session. A reading later than all before takes one step; one that
 * comes late has the whole session's readings evaluated again, and what changed is stated.
 */
final class PressureKeeping {
  private final Timeline<PressureReadingState> timeline;
  private final KeyValueStore<Bytes, PressureMonitorState> monitors;
  private final StatedExcursions stated;
  private final StatedRejections rejections;

  PressureKeeping(
      Timeline<PressureReadingState> timeline,
      KeyValueStore<Bytes, PressureMonitorState> monitors,
      StatedExcursions stated,
      StatedRejections rejections) {
    this.timeline = timeline;
    this.monitors = monitors;
    this.stated = stated;
    this.rejections = rejections;
  }

  /** Takes every pressure of a monitor's sample. */
  void take(String session, VitalsSampleRecord sample, KnownSession known, Emission out) {
    for (PressureRecord pressure : sample.getPressures()) {
      take(
          session,
          PressureSource.valueOf(pressure.getSource()),
          new PressureReadingState(
              sample.getSite(),
              sample.getDevice(),
              sample.getSequence(),
              sample.getDeviceTime(),
              sample.getReceivedTime(),
              pressure),
          known,
          out);
    }
  }

  private void take(
      String session,
      PressureSource source,
      PressureReadingState arrived,
      KnownSession known,
      Emission out) {
    byte[] owner = TimelineKey.owner(session, source.name());
    Bytes key =
        TimelineKey.of(owner, arrived.getDeviceTime(), arrived.getSequence(), arrived.getDevice());
    PressureMonitorState state = stateOf(owner);
    PressureReading reading = MonitorState.reading(source, arrived);
    VitalStanding standing = MonitorState.standing(source, state);
    boolean newest = standing.tip().map(tip -> tip.compareTo(reading.origin()) < 0).orElse(true);
    if (!newest && timeline.contains(key)) {
      state.setDuplicates(state.getDuplicates() + 1);
      monitors.put(Bytes.wrap(owner), state);
      return;
    }
    timeline.put(key, arrived);
    if (!newest || !known.plan().covers(reading.origin().device(), reading.origin().time())) {
      evaluate(session, source, owner, state, known, out);
      return;
    }
    ExcursionRule rule = rule(session, source, known);
    Optional<String> refusal = rule.refusal(reading);
    refusal.ifPresent(reason -> rejections.state(session, source, arrived, reason, out));
    VitalStanding next = rule.step(standing, reading);
    List<Excursion> before = standing.excursions();
    for (Excursion excursion : next.excursions()) {
      if (!before.contains(excursion)) {
        stated.state(owner, excursion, state, out);
      }
    }
    MonitorState.store(next, refusal.isPresent() ? state.getLatest() : arrived, arrived, state);
    finish(session, source, owner, next, state, out);
  }

  private static ExcursionRule rule(String session, PressureSource source, KnownSession known) {
    return new ExcursionRule(
        new SessionId(session), Measurement.of(source), known.limits(), Optional.empty());
  }

  /** Evaluates every source of a session again, after its plan or its limits changed. */
  void evaluate(String session, KnownSession known, Emission out) {
    for (PressureSource source : PressureSource.values()) {
      byte[] owner = TimelineKey.owner(session, source.name());
      PressureMonitorState state = monitors.get(Bytes.wrap(owner));
      if (state != null) {
        evaluate(session, source, owner, state, known, out);
      }
    }
  }

  private void evaluate(
      String session,
      PressureSource source,
      byte[] owner,
      PressureMonitorState state,
      KnownSession known,
      Emission out) {
    Map<PressureReading, PressureReadingState> readings = new LinkedHashMap<>();
    for (PressureReadingState kept : timeline.all(owner)) {
      if (known.plan().covers(new DeviceId(kept.getDevice()), kept.getDeviceTime())) {
        readings.put(MonitorState.reading(source, kept), kept);
      }
    }
    ExcursionRule rule = rule(session, source, known);
    VitalStanding standing = rule.start();
    Map<PressureReadingState, String> refused = new HashMap<>();
    for (Map.Entry<PressureReading, PressureReadingState> entry : readings.entrySet()) {
      rule.refusal(entry.getKey()).ifPresent(reason -> refused.put(entry.getValue(), reason));
      standing = rule.step(standing, entry.getKey());
    }
    boolean changed = rejections.restate(session, source, refused, out);
    changed |= stated.restate(owner, standing.excursions(), state, out);
    VitalStanding monitor = standing;
    VitalStanding before = MonitorState.standing(source, state);
    MonitorState.store(
        monitor,
        monitor.latest().map(readings::get).orElse(null),
        readings.isEmpty() ? null : List.copyOf(readings.values()).get(readings.size() - 1),
        state);
    if (changed || !before.counts().equals(monitor.counts())) {
      finish(session, source, owner, monitor, state, out);
    } else {
      monitors.put(Bytes.wrap(owner), state);
    }
  }

  /** Lets go of a session's readings; where its monitors stand stays. */
  void settle(String session) {
    timeline.clear(TimelineKey.owner(session));
  }

  private void finish(
      String session,
      PressureSource source,
      byte[] owner,
      VitalStanding monitor,
      PressureMonitorState state,
      Emission out) {
    state.setRevision(state.getRevision() + 1);
    monitors.put(Bytes.wrap(owner), state);
    PressureReadingState latest = state.getLatest();
    out.emit(
        session,
        PressureTallyRecord.newBuilder()
            .setSession(session)
            .setSource(source.name())
            .setRevision(state.getRevision())
            .setReadings(monitor.counts().readings())
            .setRejected(monitor.counts().rejected())
            .setUnconfirmed(monitor.unconfirmed())
            .setDuplicates(state.getDuplicates())
            .setNotEvaluable(monitor.counts().withoutLimits())
            .setExcursions(state.getExcursions())
            .setExcursionStatements(state.getExcursionStatements())
            .setLatestTime(latest == null ? null : latest.getDeviceTime())
            .setLatest(latest == null ? null : latest.getPressure())
            .build());
  }

  private PressureMonitorState stateOf(byte[] owner) {
    PressureMonitorState state = monitors.get(Bytes.wrap(owner));
    return state == null ? PressureMonitorState.newBuilder().build() : state;
  }
}
