package io.rivulet.schemas.session;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.session.SessionEvent;
import io.rivulet.domain.unit.AmountUnit;
import io.rivulet.domain.unit.Concentration;
import io.rivulet.schemas.record.ConcentrationRecorded;
import io.rivulet.schemas.record.DeviceBound;
import io.rivulet.schemas.record.LimitsAssigned;
import io.rivulet.schemas.record.SessionClosed;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.record.SessionOpened;
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
          Optional.ofNullable(e.getPlannedDurationSeconds()).map(Duration::ofSeconds));
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
    throw new IllegalArgumentException("session event " + id + " is of no known type");
  }
}
