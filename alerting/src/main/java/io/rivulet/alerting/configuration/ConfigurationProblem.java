package io.rivulet.alerting.configuration;

import java.util.Comparator;
import java.util.Objects;

/**
 * Something in an alerting configuration that cannot be.
 *
 * @param path where, such as {@code routes[2].policy}
 * @param line the line of the file, from 1; 0 where it is about the file as a whole
 * @param message what is wrong and what would be right
 */
public record ConfigurationProblem(String path, int line, String message)
    implements Comparable<ConfigurationProblem> {
  private static final Comparator<ConfigurationProblem> BY_PLACE =
      Comparator.comparingInt(ConfigurationProblem::line)
          .thenComparing(ConfigurationProblem::path)
          .thenComparing(ConfigurationProblem::message);

  /** Refuses missing parts. */
  public ConfigurationProblem {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(message, "message");
  }

  @Override
  public int compareTo(ConfigurationProblem other) {
    return BY_PLACE.compare(this, other);
  }

  @Override
  public String toString() {
    return (line > 0 ? "line " + line + ", " : "") + path + ": " + message;
  }
}
