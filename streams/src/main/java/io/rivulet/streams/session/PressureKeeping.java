package io.rivulet.streams.session;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.pressure.Excursion;
import io.rivulet.domain.pressure.PressureMonitor;
import io.rivulet.domain.pressure.PressureReading;
import io.rivulet.domain.reading.PressureSource;
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
    PressureMonitor monitor = MonitorState.monitor(new SessionId(session), source, state);
    boolean newest = monitor.isNext(reading);
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
    PressureMonitor.Step step = monitor.next(reading, known.limits().asOf(reading.origin().time()));
    step.implausible().ifPresent(reason -> rejections.state(session, source, arrived, reason, out));
    for (Excursion excursion : step.changed()) {
      stated.state(owner, excursion, state, out);
    }
    PressureReadingState latest = step.implausible().isPresent() ? state.getLatest() : arrived;
    MonitorState.store(step.monitor(), latest, arrived, state);
    finish(session, source, owner, step.monitor(), state, out);
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
    PressureMonitor.Evaluation evaluation =
        PressureMonitor.evaluate(new SessionId(session), source, readings.keySet(), known.limits());
    Map<PressureReadingState, String> refused = new HashMap<>();
    evaluation.rejected().forEach((reading, reason) -> refused.put(readings.get(reading), reason));
    boolean changed = rejections.restate(session, source, refused, out);
    changed |= stated.restate(owner, evaluation.excursions(), state, out);
    PressureMonitor before = MonitorState.monitor(new SessionId(session), source, state);
    PressureMonitor monitor = evaluation.monitor();
    MonitorState.store(
        monitor,
        monitor.latest().map(readings::get).orElse(null),
        readings.isEmpty() ? null : List.copyOf(readings.values()).get(readings.size() - 1),
        state);
    if (changed || !before.equals(monitor)) {
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
      PressureMonitor monitor,
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
            .setReadings(monitor.readings())
            .setRejected(monitor.rejected())
            .setUnconfirmed(monitor.unconfirmed())
            .setDuplicates(state.getDuplicates())
            .setNotEvaluable(monitor.notEvaluable())
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
