package io.rivulet.schemas.series;

import io.rivulet.domain.series.Instrument;
import io.rivulet.domain.series.SeriesEvent;
import io.rivulet.domain.series.SeriesStep;
import io.rivulet.domain.session.Route;
import io.rivulet.domain.unit.AmountUnit;
import io.rivulet.schemas.record.EventWithdrawn;
import io.rivulet.schemas.record.OutcomeRecorded;
import io.rivulet.schemas.record.ResponseRule;
import io.rivulet.schemas.record.SeriesClosed;
import io.rivulet.schemas.record.SeriesDoseSet;
import io.rivulet.schemas.record.SeriesEventRecord;
import io.rivulet.schemas.record.SeriesOpened;
import io.rivulet.schemas.record.SeriesPlanned;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Series events out of their records. */
public final class SeriesEventMapping {
  private SeriesEventMapping() {}

  /**
   * The event in a record.
   *
   * @throws IllegalArgumentException where it holds what no event may, naming the value
   */
  public static SeriesEvent event(SeriesEventRecord record) {
    String id = record.getEventId();
    Instant recorded = record.getRecordedTime();
    Object event = record.getEvent();
    if (event instanceof SeriesOpened e) {
      return new SeriesEvent.Opened(
          id,
          recorded,
          e.getSite(),
          e.getSubject(),
          e.getDrug(),
          Route.ofCode(e.getRoute()),
          AmountUnit.ofUcum(e.getUnit()),
          steps(e.getSteps()),
          Optional.ofNullable(e.getResponseRule()).map(SeriesEventMapping::rule));
    }
    if (event instanceof SeriesPlanned e) {
      return new SeriesEvent.Planned(id, recorded, steps(e.getSteps()));
    }
    if (event instanceof SeriesDoseSet e) {
      return new SeriesEvent.DoseSet(id, recorded, e.getNumber(), e.getDosePerKg(), e.getReason());
    }
    if (event instanceof OutcomeRecorded e) {
      Instrument instrument = Instrument.ofCode(e.getInstrument());
      return new SeriesEvent.OutcomeRecorded(
          id,
          recorded,
          e.getAt(),
          instrument,
          e.getAfterSessions(),
          e.getFollowUp(),
          instrument.score(e.getScore()));
    }
    if (event instanceof SeriesClosed e) {
      return new SeriesEvent.Closed(id, recorded, e.getAt());
    }
    if (event instanceof EventWithdrawn e) {
      return new SeriesEvent.EventWithdrawn(id, recorded, e.getEvent(), e.getReason());
    }
    throw new IllegalArgumentException("series event " + id + " is of no known type");
  }

  private static List<SeriesStep> steps(List<io.rivulet.schemas.record.SeriesStep> steps) {
    return steps.stream()
        .map(
            step ->
                new SeriesStep(
                    step.getNumber(),
                    step.getDosePerKg(),
                    step.getDaysAfter() == null
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(step.getDaysAfter())))
        .toList();
  }

  private static io.rivulet.domain.series.ResponseRule rule(ResponseRule rule) {
    return new io.rivulet.domain.series.ResponseRule(
        Instrument.ofCode(rule.getInstrument()),
        rule.getAfterSessions(),
        rule.getEnoughShare(),
        rule.getRaisePerKg(),
        rule.getMaxPerKg());
  }
}
