package io.rivulet.schemas.series;

import io.rivulet.domain.identity.SeriesId;
import io.rivulet.domain.series.ResponseRule;
import io.rivulet.domain.series.SeriesEvent;
import io.rivulet.schemas.record.EventWithdrawn;
import io.rivulet.schemas.record.OutcomeRecorded;
import io.rivulet.schemas.record.SeriesClosed;
import io.rivulet.schemas.record.SeriesDoseSet;
import io.rivulet.schemas.record.SeriesEventRecord;
import io.rivulet.schemas.record.SeriesOpened;
import io.rivulet.schemas.record.SeriesPlanned;
import io.rivulet.schemas.record.SeriesStep;
import java.util.List;

/** Series events as records; {@link SeriesEventMapping} is the way back. */
public final class SeriesEventRecords {
  private SeriesEventRecords() {}

  /**
   * The record of an event.
   *
   * @param recordedBy who recorded it
   */
  public static SeriesEventRecord of(SeriesId series, SeriesEvent event, String recordedBy) {
    return new SeriesEventRecord(
        series.value(), event.eventId(), event.recordedTime(), recordedBy, body(event));
  }

  private static Object body(SeriesEvent event) {
    if (event instanceof SeriesEvent.Opened e) {
      return new SeriesOpened(
          e.site(),
          e.subject(),
          e.drug(),
          e.route().name(),
          e.unit().ucum(),
          steps(e.steps()),
          e.rule().map(SeriesEventRecords::rule).orElse(null));
    }
    if (event instanceof SeriesEvent.Planned e) {
      return new SeriesPlanned(steps(e.steps()));
    }
    if (event instanceof SeriesEvent.DoseSet e) {
      return new SeriesDoseSet(e.number(), e.dosePerKg(), e.reason());
    }
    if (event instanceof SeriesEvent.OutcomeRecorded e) {
      return new OutcomeRecorded(
          e.at(), e.instrument().code(), e.afterSessions(), (double) e.score(), e.followUp());
    }
    if (event instanceof SeriesEvent.Closed e) {
      return new SeriesClosed(e.at());
    }
    SeriesEvent.EventWithdrawn e = (SeriesEvent.EventWithdrawn) event;
    return new EventWithdrawn(e.event(), e.reason());
  }

  private static List<SeriesStep> steps(List<io.rivulet.domain.series.SeriesStep> steps) {
    return steps.stream()
        .map(
            step ->
                new SeriesStep(
                    step.number(),
                    step.dosePerKg(),
                    step.daysAfter().isPresent() ? step.daysAfter().getAsDouble() : null))
        .toList();
  }

  private static io.rivulet.schemas.record.ResponseRule rule(ResponseRule rule) {
    return new io.rivulet.schemas.record.ResponseRule(
        rule.instrument().code(),
        rule.afterSessions(),
        rule.enoughShare(),
        rule.raisePerKg(),
        rule.maxPerKg());
  }
}
