package io.rivulet.alerting.routing;

import io.rivulet.domain.alert.AlertCategory;
import io.rivulet.domain.alert.AlertKind;
import io.rivulet.domain.alert.AlertPriority;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Somebody asked not to be told of certain alerts for some time.
 *
 * @param id its name, 1 to 64 characters
 * @param match all of them have to hold, 1 to {@value Route#MOST_MATCHERS}
 * @param author who asked, 1 to 128 characters
 * @param reason why, 1 to {@value #LONGEST_REASON} characters
 * @param from when it begins
 * @param until when it ends, after from and at most P7D after it
 * @param ended when somebody ended it before its time
 */
public record Silence(
    String id,
    List<Matcher> match,
    String author,
    String reason,
    Instant from,
    Instant until,
    Optional<Instant> ended) {
  /** The longest reason, in characters. */
  public static final int LONGEST_REASON = 500;

  /** The longest there can be, whatever is configured. */
  public static final Duration LONGEST = Duration.ofDays(7);

  /** Refuses a silence of everything, of no reason or author, and one that is too long. */
  public Silence {
    requireText("a silence's id", id, 64);
    match = List.copyOf(match);
    if (match.isEmpty() || match.size() > Route.MOST_MATCHERS) {
      throw new IllegalArgumentException(
          "a silence has " + match.size() + " conditions; 1 to " + Route.MOST_MATCHERS);
    }
    requireText("a silence's author", author, 128);
    requireText("a silence's reason", reason, LONGEST_REASON);
    Objects.requireNonNull(ended, "ended");
    if (!until.isAfter(from) || Duration.between(from, until).compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "a silence from " + from + " until " + until + " is not up to " + LONGEST + " long");
    }
  }

  static void requireText(String what, String text, int longest) {
    if (text == null || text.isBlank() || text.length() > longest) {
      throw new IllegalArgumentException(
          what + " has " + (text == null ? 0 : text.length()) + " characters; 1 to " + longest);
    }
  }

  /** When it is over: its end, or before it where somebody ended it. */
  public Instant over() {
    return ended.filter(at -> at.isBefore(until)).orElse(until);
  }

  /** Whether it holds at an instant; it does at its beginning and no more at its end. */
  public boolean holdsAt(Instant at) {
    return !at.isBefore(from) && at.isBefore(over());
  }

  /** Whether it is about alerts like this. */
  public boolean takes(Labels labels) {
    return match.stream().allMatch(matcher -> matcher.matches(labels));
  }

  /**
   * Whether it could be about a high-priority physiological alert: unless its conditions on kind,
   * priority and category leave none, it could.
   */
  public boolean coversUrgent() {
    return fit(Label.KIND, AlertKind.PHYSIOLOGICAL.code())
        && fit(Label.PRIORITY, AlertPriority.HIGH.code())
        && (Arrays.stream(AlertCategory.values())
                .anyMatch(known -> known.kind() == AlertKind.PHYSIOLOGICAL && fits(known))
            || Arrays.stream(AlertCategory.values()).noneMatch(this::fits));
  }

  private boolean fits(AlertCategory known) {
    return fit(Label.CATEGORY, known.name());
  }

  private boolean fit(Label label, String value) {
    Labels labels = new Labels(Map.of(label, value));
    return match.stream()
        .filter(matcher -> matcher.label() == label)
        .allMatch(matcher -> matcher.matches(labels));
  }

  /** What it is about, in words. */
  public String words() {
    return match.stream().map(Matcher::toString).collect(Collectors.joining(" and "));
  }
}
