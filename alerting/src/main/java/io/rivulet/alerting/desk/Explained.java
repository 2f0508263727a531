package io.rivulet.alerting.desk;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where an alert would go and why.
 *
 * @param suppressed why it would not be told, where it would not
 * @param lines in order of time
 */
public record Explained(Optional<String> suppressed, List<Line> lines) {
  /** Refuses missing parts. */
  public Explained {
    Objects.requireNonNull(suppressed, "suppressed");
    lines = List.copyOf(lines);
  }

  /**
   * A step.
   *
   * @param afterSeconds from the opening, where it takes place at a time
   * @param what who is told by which channel, in words
   * @param why which route, policy and step, in words
   */
  public record Line(Optional<Long> afterSeconds, String what, String why) {
    /** Refuses missing parts. */
    public Line {
      Objects.requireNonNull(afterSeconds, "afterSeconds");
      Objects.requireNonNull(what, "what");
      Objects.requireNonNull(why, "why");
    }
  }
}
