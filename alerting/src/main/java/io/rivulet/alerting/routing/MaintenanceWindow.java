package io.rivulet.alerting.routing;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A time at which certain alerts are expected and nobody is told of them.
 *
 * @param name 1 to 64 characters
 * @param match all of them have to hold, 1 to {@value Route#MOST_MATCHERS}
 * @param author who answers for it, 1 to 128 characters
 * @param reason why, 1 to {@value Silence#LONGEST_REASON} characters
 * @param times when
 */
public record MaintenanceWindow(
    String name, List<Matcher> match, String author, String reason, WindowTimes times) {
  /** Refuses a window over everything, of no reason or author. */
  public MaintenanceWindow {
    Silence.requireText("a maintenance window's name", name, 64);
    match = List.copyOf(match);
    if (match.isEmpty() || match.size() > Route.MOST_MATCHERS) {
      throw new IllegalArgumentException(
          "window " + name + " has " + match.size() + " conditions; 1 to " + Route.MOST_MATCHERS);
    }
    Silence.requireText("the author of window " + name, author, 128);
    Silence.requireText("the reason of window " + name, reason, Silence.LONGEST_REASON);
    Objects.requireNonNull(times, "times");
  }

  /** When the window that holds at an instant ends; empty where none holds. */
  public Optional<Instant> endsIf(Instant at) {
    return times.endsIf(at);
  }

  /** Whether it is about alerts like this. */
  public boolean takes(Labels labels) {
    return match.stream().allMatch(matcher -> matcher.matches(labels));
  }
}
