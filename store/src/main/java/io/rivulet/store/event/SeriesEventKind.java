package io.rivulet.store.event;

import io.rivulet.schemas.record.EventWithdrawn;
import io.rivulet.schemas.record.OutcomeRecorded;
import io.rivulet.schemas.record.SeriesClosed;
import io.rivulet.schemas.record.SeriesDoseSet;
import io.rivulet.schemas.record.SeriesOpened;
import io.rivulet.schemas.record.SeriesPlanned;
import java.util.Arrays;
import org.apache.avro.specific.SpecificRecord;

/** What may happen to a series, as column {@code kind} of {@code series_event} names it. */
public enum SeriesEventKind {
  /** It begins. */
  OPENED("opened", SeriesOpened.class),
  /** Its steps, all of them. */
  PLAN("plan", SeriesPlanned.class),
  /** A dose decided by a person. */
  DOSE_SET("dose-set", SeriesDoseSet.class),
  /** A questionnaire's score. */
  OUTCOME("outcome", OutcomeRecorded.class),
  /** It ends. */
  CLOSED("closed", SeriesClosed.class),
  /** An event that no longer counts. */
  WITHDRAWN("withdrawn", EventWithdrawn.class);

  private final String text;
  private final Class<? extends SpecificRecord> record;

  SeriesEventKind(String text, Class<? extends SpecificRecord> record) {
    this.text = text;
    this.record = record;
  }

  /** How the column names it. */
  public String text() {
    return text;
  }

  /** The record that says what happened. */
  public Class<? extends SpecificRecord> record() {
    return record;
  }

  /**
   * The kind of an event.
   *
   * @throws IllegalArgumentException where it is none of these
   */
  public static SeriesEventKind of(Object event) {
    return Arrays.stream(values())
        .filter(kind -> kind.record.isInstance(event))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no kind of series event is a " + event.getClass().getSimpleName()));
  }
}
