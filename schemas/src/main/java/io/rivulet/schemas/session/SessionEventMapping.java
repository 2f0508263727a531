package io.rivulet.schemas.session;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.identity.SeriesId;
import io.rivulet.domain.session.ObservationKind;
import io.rivulet.domain.session.Phase;
import io.rivulet.domain.session.PlaceInSeries;
import io.rivulet.domain.session.PlannedDose;
import io.rivulet.domain.session.Route;
import io.rivulet.domain.session.SessionEvent;
import io.rivulet.domain.unit.AmountUnit;
import io.rivulet.domain.unit.Concentration;
import io.rivulet.schemas.record.ConcentrationRecorded;
import io.rivulet.schemas.record.DeviceBound;
import io.rivulet.schemas.record.DoseCharted;
import io.rivulet.schemas.record.DosePlanned;
import io.rivulet.schemas.record.EventWithdrawn;
import io.rivulet.schemas.record.LimitsAssigned;
import io.rivulet.schemas.record.ObservationCharted;
import io.rivulet.schemas.record.PhaseEntered;
import io.rivulet.schemas.record.PressureOrdered;
import io.rivulet.schemas.record.SessionClosed;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.record.SessionOpened;
import io.rivulet.schemas.record.SubjectScreened;
import io.rivulet.schemas.record.WeightRecorded;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/** Session events between their record and the domain. */
public final class SessionEventMapping {
  private SessionEventMapping() {}

  /**
   * The event in a record.
   *
   * @throws IllegalArgumentException where it holds what no event may, naming the value
   */
  public static SessionEvent event(SessionEventRecord record) {
    String id = record.getEventId();
    Instant recorded = record.getRecordedTime();
    Object event = record.getEvent();
    if (event instanceof SessionOpened e) {
      return new SessionEvent.Opened(
          id,
          recorded,
          e.getSite(),
          e.getSubject(),
          Optional.ofNullable(e.getDrug()),
          e.getRoute(),
          e.getPlannedDosePerKg() == null
              ? OptionalDouble.empty()
              : OptionalDouble.of(e.getPlannedDosePerKg()),
          Optional.ofNullable(e.getPlannedUnit()).map(AmountUnit::ofUcum),
          Optional.ofNullable(e.getPlannedDurationSeconds()).map(Duration::ofSeconds),
          Optional.ofNullable(e.getSeries())
              .map(series -> new PlaceInSeries(new SeriesId(series), e.getSeriesNumber())));
    }
    if (event instanceof WeightRecorded e) {
      return new SessionEvent.WeightRecorded(
          id, recorded, e.getFrom(), e.getWeightKg(), Optional.ofNullable(e.getCorrects()));
    }
    if (event instanceof DeviceBound e) {
      return new SessionEvent.DeviceBound(
          id,
          recorded,
          new DeviceId(e.getDevice()),
          e.getFrom(),
          Optional.ofNullable(e.getTo()),
          Optional.ofNullable(e.getReplaces()));
    }
    if (event instanceof LimitsAssigned e) {
      return new SessionEvent.LimitsAssigned(id, recorded, e.getProfile(), e.getFrom());
    }
    if (event instanceof ConcentrationRecorded e) {
      return new SessionEvent.ConcentrationRecorded(
          id,
          recorded,
          e.getDrug(),
          e.getFrom(),
          new Concentration(e.getAmountPerMl(), AmountUnit.ofUcum(e.getUnit())));
    }
    if (event instanceof SessionClosed e) {
      return new SessionEvent.Closed(id, recorded, e.getAt());
    }
    return charted(id, recorded, event);
  }

  private static SessionEvent charted(String id, Instant recorded, Object event) {
    if (event instanceof SubjectScreened e) {
      return new SessionEvent.Screened(
          id,
          recorded,
          e.getAt(),
          e.getFlags().stream()
              .map(
                  flag ->
                      new io.rivulet.domain.session.EligibilityFlag(
                          flag.getCode(), flag.getPassed()))
              .toList(),
          e.getEligible());
    }
    if (event instanceof PhaseEntered e) {
      return new SessionEvent.PhaseEntered(
          id, recorded, Phase.ofCode(e.getPhase()), e.getAt(), Optional.ofNullable(e.getReason()));
    }
    if (event instanceof DosePlanned e) {
      return new SessionEvent.DosePlanned(
          id,
          recorded,
          e.getFrom(),
          e.getDrug(),
          new PlannedDose(
              e.getDosePerKg(),
              AmountUnit.ofUcum(e.getUnit()),
              Optional.ofNullable(e.getDurationSeconds()).map(Duration::ofSeconds)));
    }
    if (event instanceof DoseCharted e) {
      return new SessionEvent.DoseCharted(
          id,
          recorded,
          e.getAt(),
          e.getDrug(),
          Route.ofCode(e.getRoute()),
          e.getAmount(),
          AmountUnit.ofUcum(e.getUnit()));
    }
    if (event instanceof ObservationCharted e) {
      return new SessionEvent.ObservationCharted(
          id,
          recorded,
          e.getAt(),
          ObservationKind.ofCode(e.getKind()),
          e.getScore() == null ? OptionalDouble.empty() : OptionalDouble.of(e.getScore()),
          Optional.ofNullable(e.getNote()));
    }
    if (event instanceof PressureOrdered e) {
      return new SessionEvent.PressureOrdered(
          id, recorded, e.getFrom(), Duration.ofSeconds(e.getIntervalSeconds()));
    }
    if (event instanceof EventWithdrawn e) {
      return new SessionEvent.EventWithdrawn(id, recorded, e.getEvent(), e.getReason());
    }
    throw new IllegalArgumentException("session event " + id + " is of no known type");
  }
}
