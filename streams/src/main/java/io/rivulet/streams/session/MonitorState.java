package io.rivulet.streams.session;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.reading.Origin;
import io.rivulet.domain.reading.PressureSource;
import io.rivulet.domain.vitals.Baseline;
import io.rivulet.domain.vitals.Comparison;
import io.rivulet.domain.vitals.Direction;
import io.rivulet.domain.vitals.Excursion;
import io.rivulet.domain.vitals.Limit;
import io.rivulet.domain.vitals.Measurement;
import io.rivulet.domain.vitals.PressureReading;
import io.rivulet.domain.vitals.ReadingCounts;
import io.rivulet.domain.vitals.Severity;
import io.rivulet.domain.vitals.VitalSign;
import io.rivulet.domain.vitals.VitalSource;
import io.rivulet.domain.vitals.VitalStanding;
import io.rivulet.domain.vitals.Watch;
import io.rivulet.schemas.reading.ReadingMapping;
import io.rivulet.schemas.record.ComparisonState;
import io.rivulet.schemas.record.ExcursionRecord;
import io.rivulet.schemas.record.PressureMonitorState;
import io.rivulet.schemas.record.PressureReadingState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** A pressure monitor as it lies in a store. */
final class MonitorState {
  private MonitorState() {}

  static VitalStanding standing(PressureSource source, PressureMonitorState state) {
    TreeMap<Comparison, Watch> watches = new TreeMap<>();
    for (ComparisonState comparison : state.getComparisons()) {
      watches.put(
          new Comparison(
              VitalSign.ofCode(comparison.getComponent()),
              Direction.valueOf(comparison.getDirection().toUpperCase(Locale.ROOT))),
          comparison.getOpen() != null
              ? new Watch.Open(excursion(comparison.getOpen()))
              : new Watch.Pending(
                  comparison.getPendingTime(),
                  comparison.getPendingTime(),
                  comparison.getPendingValue(),
                  1));
    }
    return new VitalStanding(
        watches,
        List.of(),
        Baseline.NONE,
        new ReadingCounts(
            state.getReadings(),
            state.getRejected(),
            state.getNotEvaluable(),
            0,
            state.getSettledUnconfirmed()),
        Optional.ofNullable(state.getLatest()).map(reading -> reading(source, reading)),
        Optional.ofNullable(state.getTip()).map(tip -> reading(source, tip).origin()));
  }

  /** Puts a standing into the state, whose own counters stay. */
  static void store(
      VitalStanding standing,
      PressureReadingState latest,
      PressureReadingState tip,
      PressureMonitorState state) {
    List<ComparisonState> comparisons = new ArrayList<>();
    standing.watches().forEach((comparison, watch) -> comparisons.add(state(comparison, watch)));
    state.setComparisons(comparisons);
    state.setReadings(standing.counts().readings());
    state.setRejected(standing.counts().rejected());
    state.setNotEvaluable(standing.counts().withoutLimits());
    state.setSettledUnconfirmed(standing.counts().settledUnconfirmed());
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
        Measurement.of(
            VitalSource.valueOf(record.getSource()), VitalSign.ofCode(record.getComponent())),
        new Comparison(
            VitalSign.ofCode(record.getComponent()),
            Direction.valueOf(record.getDirection().toUpperCase(Locale.ROOT))),
        Severity.valueOf(record.getSeverity().toUpperCase(Locale.ROOT)),
        record.getStart(),
        Optional.ofNullable(record.getEnd()),
        record.getPeak(),
        record.getReadings(),
        new Limit(
            record.getLimit() == null ? record.getPeak() : record.getLimit(),
            record.getBaseline() == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(record.getBaseline())),
        record.getProfile(),
        record.getProfileVersion());
  }

  static ExcursionRecord record(Excursion excursion, long revision) {
    return ExcursionRecord.newBuilder()
        .setId(excursion.id())
        .setSession(excursion.session().value())
        .setSource(excursion.measurement().source().name())
        .setComponent(excursion.comparison().sign().code())
        .setDirection(excursion.comparison().direction().code())
        .setSeverity(excursion.severity().code())
        .setStart(excursion.start())
        .setEnd(excursion.end().orElse(null))
        .setPeak(excursion.peak())
        .setReadings(excursion.readings())
        .setRevision(revision)
        .setProfile(excursion.profile())
        .setProfileVersion(excursion.profileVersion())
        .setUnit(excursion.comparison().sign().ucum())
        .setLimit(excursion.limit().value())
        .setBaseline(
            excursion.limit().baseline().isPresent()
                ? (Double) excursion.limit().baseline().getAsDouble()
                : null)
        .build();
  }

  private static ComparisonState state(Comparison comparison, Watch watch) {
    ComparisonState.Builder state =
        ComparisonState.newBuilder()
            .setComponent(comparison.sign().code())
            .setDirection(comparison.direction().code());
    if (watch instanceof Watch.Pending pending) {
      state.setPendingTime(pending.start()).setPendingValue(pending.peak());
    } else if (watch instanceof Watch.Open open) {
      state.setOpen(record(open.excursion(), 0));
    }
    return state.build();
  }
}
