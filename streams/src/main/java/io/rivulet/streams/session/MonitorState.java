package io.rivulet.streams.session;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.pressure.Comparison;
import io.rivulet.domain.pressure.Direction;
import io.rivulet.domain.pressure.Excursion;
import io.rivulet.domain.pressure.PressureMonitor;
import io.rivulet.domain.pressure.PressureReading;
import io.rivulet.domain.pressure.Severity;
import io.rivulet.domain.pressure.Watch;
import io.rivulet.domain.reading.Origin;
import io.rivulet.domain.reading.PressureComponent;
import io.rivulet.domain.reading.PressureSource;
import io.rivulet.schemas.reading.ReadingMapping;
import io.rivulet.schemas.record.ComparisonState;
import io.rivulet.schemas.record.ExcursionRecord;
import io.rivulet.schemas.record.PressureMonitorState;
import io.rivulet.schemas.record.PressureReadingState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/** A pressure monitor as it lies in a store. */
final class MonitorState {
  private MonitorState() {}

  static PressureMonitor monitor(
      SessionId session, PressureSource source, PressureMonitorState state) {
    TreeMap<Comparison, Watch> watches = new TreeMap<>();
    for (ComparisonState comparison : state.getComparisons()) {
      watches.put(
          new Comparison(
              PressureComponent.ofCode(comparison.getComponent()),
              Direction.valueOf(comparison.getDirection().toUpperCase(Locale.ROOT))),
          comparison.getOpen() != null
              ? new Watch.Open(excursion(comparison.getOpen()))
              : new Watch.Pending(comparison.getPendingTime(), comparison.getPendingValue()));
    }
    return new PressureMonitor(
        session,
        source,
        watches,
        state.getReadings(),
        state.getRejected(),
        state.getNotEvaluable(),
        state.getSettledUnconfirmed(),
        Optional.ofNullable(state.getLatest()).map(reading -> reading(source, reading)),
        Optional.ofNullable(state.getTip()).map(tip -> reading(source, tip).origin()));
  }

  /** Puts a monitor into the state, whose own counters stay. */
  static void store(
      PressureMonitor monitor,
      PressureReadingState latest,
      PressureReadingState tip,
      PressureMonitorState state) {
    List<ComparisonState> comparisons = new ArrayList<>();
    monitor.watches().forEach((comparison, watch) -> comparisons.add(state(comparison, watch)));
    state.setComparisons(comparisons);
    state.setReadings(monitor.readings());
    state.setRejected(monitor.rejected());
    state.setNotEvaluable(monitor.notEvaluable());
    state.setSettledUnconfirmed(monitor.settledUnconfirmed());
    state.setLatest(latest);
    state.setTip(tip);
  }

  static PressureReading reading(PressureSource source, PressureReadingState state) {
    return new PressureReading(
        new Origin(
            state.getSite(),
            new DeviceId(state.getDevice()),
            state.getDeviceTime(),
            state.getSequence()),
        source,
        ReadingMapping.pressure(state.getPressure()));
  }

  static Excursion excursion(ExcursionRecord record) {
    return new Excursion(
        new SessionId(record.getSession()),
        PressureSource.valueOf(record.getSource()),
        new Comparison(
            PressureComponent.ofCode(record.getComponent()),
            Direction.valueOf(record.getDirection().toUpperCase(Locale.ROOT))),
        Severity.valueOf(record.getSeverity().toUpperCase(Locale.ROOT)),
        record.getStart(),
        Optional.ofNullable(record.getEnd()),
        record.getPeak(),
        record.getReadings(),
        record.getProfile(),
        record.getProfileVersion());
  }

  static ExcursionRecord record(Excursion excursion, long revision) {
    return ExcursionRecord.newBuilder()
        .setId(excursion.id())
        .setSession(excursion.session().value())
        .setSource(excursion.source().name())
        .setComponent(excursion.comparison().component().code())
        .setDirection(excursion.comparison().direction().code())
        .setSeverity(excursion.severity().code())
        .setStart(excursion.start())
        .setEnd(excursion.end().orElse(null))
        .setPeak(excursion.peakMmHg())
        .setReadings(excursion.readings())
        .setRevision(revision)
        .setProfile(excursion.profile())
        .setProfileVersion(excursion.profileVersion())
        .build();
  }

  private static ComparisonState state(Comparison comparison, Watch watch) {
    ComparisonState.Builder state =
        ComparisonState.newBuilder()
            .setComponent(comparison.component().code())
            .setDirection(comparison.direction().code());
    if (watch instanceof Watch.Pending pending) {
      state.setPendingTime(pending.time()).setPendingValue(pending.value());
    } else if (watch instanceof Watch.Open open) {
      state.setOpen(record(open.excursion(), 0));
    }
    return state.build();
  }
}
