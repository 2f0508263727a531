package io.rivulet.domain.alert;

import io.rivulet.domain.identity.StableId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * A condition somebody may have to act on, in the terms of IEC 60601-1-8 and BICEPS. A finding: the
 * same data give the same alert under the same id, whoever looks and however often.
 *
 * @param category which rule found it
 * @param about whom and what
 * @param priority how soon somebody should look; of a run, the worst
 * @param start when the condition began: by device time where a rule judges samples, by receipt
 *     where it judges what was received
 * @param present whether the condition is there
 * @param end when it ended, not before the start; empty while it is present, and where it is over
 *     since a time that is not known
 * @param measured what was measured against which limit, where something was
 * @param flaps how often the condition went and came back within the run, 0 or more
 */
public record Alert(
    AlertCategory category,
    About about,
    AlertPriority priority,
    Instant start,
    boolean present,
    Optional<Instant> end,
    Optional<Measured> measured,
    int flaps) {
  /** Refuses missing parts, an end before the start, and an end of what is present. */
  public Alert {
    Objects.requireNonNull(category, "category");
    Objects.requireNonNull(about, "about");
    Objects.requireNonNull(priority, "priority");
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(measured, "measured");
    if (end.isPresent() && end.get().isBefore(start)) {
      throw new IllegalArgumentException(category + " ends " + end.get() + " before " + start);
    }
    if (present && end.isPresent()) {
      throw new IllegalArgumentException(category + " is present and ended " + end.get());
    }
    if (flaps < 0) {
      throw new IllegalArgumentException(category + " has " + flaps + " flaps; 0 or more");
    }
  }

  /** A condition that began and is present, of its category's priority, with nothing measured. */
  public static Alert begun(AlertCategory category, About about, Instant start) {
    return new Alert(
        category, about, category.priority(), start, true, Optional.empty(), Optional.empty(), 0);
  }

  /** The same of another priority. */
  public Alert of(AlertPriority other) {
    return new Alert(category, about, other, start, present, end, measured, flaps);
  }

  /** The same at one clinic. */
  public Alert at(String clinic) {
    return new Alert(category, about.at(clinic), priority, start, present, end, measured, flaps);
  }

  /** The same with what was measured. */
  public Alert measuring(Measured what) {
    return new Alert(category, about, priority, start, present, end, Optional.of(what), flaps);
  }

  /** The same with a count of how often it went and came back. */
  public Alert flapping(int times) {
    return new Alert(category, about, priority, start, present, end, measured, times);
  }

  /** The same, over since a known time. */
  public Alert ended(Instant at) {
    return new Alert(category, about, priority, start, false, Optional.of(at), measured, flaps);
  }

  /** The same, ended where an end is given. */
  public Alert endedIf(Optional<Instant> at) {
    return at.map(this::ended).orElse(this);
  }

  /** The same, over since a time that is not known. */
  public Alert over() {
    return new Alert(category, about, priority, start, false, Optional.empty(), measured, flaps);
  }

  /** Physiological or technical. */
  public AlertKind kind() {
    return category.kind();
  }

  /** Hash of category, what it is about, and the start where each occurrence is an alert. */
  public String id() {
    String[] identity = about.identity();
    String[] parts = Arrays.copyOf(identity, identity.length + 2);
    parts[identity.length] = category.name();
    parts[identity.length + 1] = category.startIsIdentity() ? start.toString() : "";
    return StableId.of(parts);
  }

  /**
   * How it shows itself as far as rules know: on while present; a physiological alert of high
   * priority that is over is latched until somebody says that they know.
   */
  public AlertSignal signal() {
    if (present) {
      return AlertSignal.ON;
    }
    boolean latches = kind() == AlertKind.PHYSIOLOGICAL && priority == AlertPriority.HIGH;
    return latches ? AlertSignal.LATCHED : AlertSignal.OFF;
  }

  /** What has happened, in a sentence made from the other fields. */
  public String detail() {
    StringBuilder sentence = new StringBuilder(category.phrase());
    String words = about.words();
    if (!words.isEmpty()) {
      sentence.append(": ").append(words);
    }
    measured.ifPresent(what -> sentence.append(", ").append(what.words(category.against())));
    if (flaps > 0) {
      sentence.append(", came back ").append(flaps).append(flaps == 1 ? " time" : " times");
    }
    return sentence.toString();
  }

  /** Whether both are of one category, about one thing, and share any time. */
  public boolean overlaps(Alert other) {
    return category == other.category
        && about.sameAs(other.about)
        && !start.isAfter(other.end.orElse(Instant.MAX))
        && !other.start.isAfter(end.orElse(Instant.MAX));
  }
}
