package io.rivulet.store.event;

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
import io.rivulet.schemas.record.SessionOpened;
import io.rivulet.schemas.record.SubjectScreened;
import io.rivulet.schemas.record.WeightRecorded;
import java.util.Arrays;
import org.apache.avro.specific.SpecificRecord;

/** What may happen to a session, as column {@code kind} of {@code session_event} names it. */
public enum SessionEventKind {
  /** It begins. */
  OPENED("opened", SessionOpened.class),
  /** A weight of the subject. */
  WEIGHT("weight", WeightRecorded.class),
  /** A device is bound. */
  DEVICE("device", DeviceBound.class),
  /** A limits profile applies. */
  LIMITS("limits", LimitsAssigned.class),
  /** What one mL holds. */
  CONCENTRATION("concentration", ConcentrationRecorded.class),
  /** It ends. */
  CLOSED("closed", SessionClosed.class),
  /** The subject was screened. */
  SCREENED("screened", SubjectScreened.class),
  /** A phase begins. */
  PHASE("phase", PhaseEntered.class),
  /** A plan of the dose. */
  PLAN("plan", DosePlanned.class),
  /** A dose that no pump gave. */
  CHARTED_DOSE("charted-dose", DoseCharted.class),
  /** What a person saw or asked. */
  OBSERVATION("observation", ObservationCharted.class),
  /** How often pressure is to be taken. */
  PRESSURE_INTERVAL("pressure-interval", PressureOrdered.class),
  /** An event that no longer counts. */
  WITHDRAWN("withdrawn", EventWithdrawn.class);

  private final String text;
  private final Class<? extends SpecificRecord> record;

  SessionEventKind(String text, Class<? extends SpecificRecord> record) {
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
  public static SessionEventKind of(Object event) {
    return Arrays.stream(values())
        .filter(kind -> kind.record.isInstance(event))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no kind of session event is a " + event.getClass().getSimpleName()));
  }

  /**
   * The kind that the column names so.
   *
   * @throws IllegalArgumentException where it is none of these
   */
  public static SessionEventKind named(String text) {
    return Arrays.stream(values())
        .filter(kind -> kind.text.equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "\"" + text + "\" is no kind of session event that this version knows"));
  }
}
