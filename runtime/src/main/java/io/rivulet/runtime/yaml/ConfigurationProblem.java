package io.rivulet.runtime.yaml;

import java.util.Comparator;

/**
 * Something in a configuration file that cannot be.
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

  private static final int LONGEST_PATH = 200;
  private static final int LONGEST_MESSAGE = 500;

  /** Refuses missing parts; shortens them and takes line breaks out, for they come from a file. */
  public ConfigurationProblem {
    path = plain(path, LONGEST_PATH);
    message = plain(message, LONGEST_MESSAGE);
  }

  private static String plain(String text, int most) {
    String cut = text.length() > most ? text.substring(0, most - 1) + "…" : text;
    return cut.replaceAll("\\p{Cntrl}", " ");
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
