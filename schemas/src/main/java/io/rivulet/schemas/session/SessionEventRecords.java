package io.rivulet.schemas.session;

import io.rivulet.domain.identity.SeriesId;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.session.PlaceInSeries;
import io.rivulet.domain.session.SessionEvent;
import io.rivulet.domain.unit.AmountUnit;
import io.rivulet.schemas.record.ConcentrationRecorded;
import io.rivulet.schemas.record.DeviceBound;
import io.rivulet.schemas.record.DoseCharted;
import io.rivulet.schemas.record.DosePlanned;
import io.rivulet.schemas.record.EligibilityFlag;
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
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Session events as records; {@link SessionEventMapping} is the way back. Times are kept to the
 * microsecond, durations to the second.
 */
public final class SessionEventRecords {
  private SessionEventRecords() {}

  /**
   * The record of an event.
   *
   * @param recordedBy who recorded it
   */
  public static SessionEventRecord of(SessionId session, SessionEvent event, String recordedBy) {
    return new SessionEventRecord(
        session.value(), event.eventId(), event.recordedTime(), recordedBy, body(event));
  }

  private static Object body(SessionEvent event) {
    if (event instanceof SessionEvent.Opened e) {
      return opened(e);
    }
    if (event instanceof SessionEvent.WeightRecorded e) {
      return new WeightRecorded(e.from(), e.weightKg(), e.corrects().orElse(null));
    }
    if (event instanceof SessionEvent.DeviceBound e) {
      return new DeviceBound(
          e.device().value(), e.from(), e.to().orElse(null), e.replaces().orElse(null));
    }
    if (event instanceof SessionEvent.LimitsAssigned e) {
      return new LimitsAssigned(e.profile(), e.from());
    }
    if (event instanceof SessionEvent.ConcentrationRecorded e) {
      return new ConcentrationRecorded(
          e.drug(), e.from(), e.concentration().amountPerMl(), e.concentration().unit().ucum());
    }
    if (event instanceof SessionEvent.Closed e) {
      return new SessionClosed(e.at());
    }
    return charted(event);
  }

  private static Object charted(SessionEvent event) {
    if (event instanceof SessionEvent.Screened e) {
      return new SubjectScreened(
          e.at(),
          e.flags().stream().map(flag -> new EligibilityFlag(flag.code(), flag.passed())).toList(),
          e.eligible());
    }
    if (event instanceof SessionEvent.PhaseEntered e) {
      return new PhaseEntered(e.phase().name(), e.at(), e.reason().orElse(null));
    }
    if (event instanceof SessionEvent.DosePlanned e) {
      return new DosePlanned(
          e.from(),
          e.drug(),
          e.planned().perKg(),
          e.planned().unit().ucum(),
          e.planned().duration().map(Duration::toSeconds).orElse(null));
    }
    if (event instanceof SessionEvent.DoseCharted e) {
      return new DoseCharted(e.at(), e.drug(), e.route().name(), e.amount(), e.unit().ucum());
    }
    if (event instanceof SessionEvent.ObservationCharted e) {
      return new ObservationCharted(
          e.at(), e.kind().code(), boxed(e.score()), e.note().orElse(null));
    }
    if (event instanceof SessionEvent.PressureOrdered e) {
      return new PressureOrdered(e.from(), e.interval().toSeconds());
    }
    if (event instanceof SessionEvent.EventWithdrawn e) {
      return new EventWithdrawn(e.event(), e.reason());
    }
    throw new IllegalArgumentException("session event " + event.eventId() + " has no record");
  }

  private static SessionOpened opened(SessionEvent.Opened e) {
    return new SessionOpened(
        e.site(),
        e.subject(),
        e.drug().orElse(null),
        e.route(),
        boxed(e.plannedPerKg()),
        e.plannedUnit().map(AmountUnit::ucum).orElse(null),
        e.plannedDuration().map(Duration::toSeconds).orElse(null),
        e.place().map(PlaceInSeries::series).map(SeriesId::value).orElse(null),
        e.place().map(PlaceInSeries::number).orElse(null));
  }

  private static Double boxed(OptionalDouble value) {
    return Optional.of(value)
        .filter(OptionalDouble::isPresent)
        .map(OptionalDouble::getAsDouble)
        .orElse(null);
  }
}
