package io.rivulet.alerting.lifecycle;

import io.rivulet.domain.alert.AlertKind;
import io.rivulet.domain.alert.AlertPriority;
import io.rivulet.domain.alert.Measured;
import io.rivulet.domain.identity.StableId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What the rules say of an alert, at one revision: the topic's, or the watchdog's own.
 *
 * @param id the alert's, 1 to {@value #LONGEST_ID} characters
 * @param revision counts up with every statement under the id
 * @param category a code such as PRESSURE_EXCURSION, 1 to {@value #LONGEST_CATEGORY} characters;
 *     one that is not known here is brought to people like any other
 * @param kind physiological or technical
 * @param priority how soon somebody should look
 * @param present whether the condition is there
 * @param withdrawn whether later data took it back; such a one is not present
 * @param successor the alert that takes the place of a withdrawn one, where there is one
 * @param start when the condition began
 * @param end when it ended, where it did and that is known
 * @param detail what was measured against which limit, with units, 1 to {@value #LONGEST_DETAIL}
 *     characters
 * @param subject what it is about
 * @param measured what was measured, where something was
 * @param flaps how often it went and came back within the rule's hold time, 0 or more
 */
public record Statement(
    String id,
    long revision,
    String category,
    AlertKind kind,
    AlertPriority priority,
    boolean present,
    boolean withdrawn,
    Optional<String> successor,
    Instant start,
    Optional<Instant> end,
    String detail,
    Subject subject,
    Optional<Measured> measured,
    int flaps) {
  /** The longest id, in characters. */
  public static final int LONGEST_ID = 128;

  /** The longest category, in characters. */
  public static final int LONGEST_CATEGORY = 64;

  /** The longest detail, in characters. */
  public static final int LONGEST_DETAIL = 1_000;

  /** Refuses missing parts, texts out of bounds, and what is withdrawn and present. */
  public Statement {
    requireText("id", id, LONGEST_ID);
    requireText("category", category, LONGEST_CATEGORY);
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(priority, "priority");
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(end, "end");
    requireText("detail", detail, LONGEST_DETAIL);
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(measured, "measured");
    successor.ifPresent(next -> requireText("successor", next, LONGEST_ID));
    if (withdrawn && present) {
      throw new IllegalArgumentException("alert " + id + " is withdrawn and present");
    }
    if (flaps < 0) {
      throw new IllegalArgumentException("alert " + id + " has " + flaps + " flaps; 0 or more");
    }
  }

  private static void requireText(String name, String text, int longest) {
    if (text == null || text.isBlank() || text.length() > longest) {
      throw new IllegalArgumentException(
          name
              + " of "
              + (text == null ? 0 : text.length())
              + " characters is not 1 to "
              + longest);
    }
  }

  /** A condition that is there, stated for the first time, with nothing measured. */
  public static Statement begun(
      String id,
      String category,
      AlertKind kind,
      AlertPriority priority,
      Instant start,
      Subject subject,
      String detail) {
    return new Statement(
        id,
        1,
        category,
        kind,
        priority,
        true,
        false,
        Optional.empty(),
        start,
        Optional.empty(),
        detail,
        subject,
        Optional.empty(),
        0);
  }

  /**
   * Names what it is about apart from its start: alerts that open and close anew about the same
   * thing share it, although each has an id of its own.
   */
  public String recurrence() {
    return StableId.of(
        category,
        subject.site().orElse(""),
        subject.session().orElse(""),
        subject.device().orElse(""),
        subject.drug().orElse(""),
        subject.source().orElse(""),
        subject.component().orElse(""),
        subject.direction().orElse(""));
  }

  /**
   * Whether it is of high priority and about the subject's body: then it latches, is never held
   * back, and whatever keeps it from being told is shown.
   */
  public boolean urgent() {
    return kind == AlertKind.PHYSIOLOGICAL && priority == AlertPriority.HIGH;
  }
}
