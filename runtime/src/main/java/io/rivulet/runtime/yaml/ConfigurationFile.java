package io.rivulet.runtime.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads YAML 1.2 as a whole: all of it is right, or everything that is wrong is said. */
public final class ConfigurationFile {
  /** The most problems that are told; of more, the first ones by line. */
  public static final int MOST_PROBLEMS = 200;

  private ConfigurationFile() {}

  /**
   * Reads a text.
   *
   * @param reader makes a value from the root; problems it adds refuse the file
   * @throws InvalidConfigurationException where it is no YAML, is more than {@link YamlText} takes,
   *     or has problems
   */
  public static <T> T read(String text, Function<Section, T> reader)
      throws InvalidConfigurationException {
    TreeSet<ConfigurationProblem> problems = new TreeSet<>();
    T value = reader.apply(Section.root(YamlText.compose(text), problems));
    if (!problems.isEmpty()) {
      throw new InvalidConfigurationException(bounded(problems));
    }
    return value;
  }

  private static List<ConfigurationProblem> bounded(TreeSet<ConfigurationProblem> problems) {
    List<ConfigurationProblem> told = new ArrayList<>(problems);
    if (told.size() <= MOST_PROBLEMS) {
      return told;
    }
    int further = told.size() - MOST_PROBLEMS;
    told.subList(MOST_PROBLEMS, told.size()).clear();
    told.add(
        new ConfigurationProblem(
            "the file", told.get(told.size() - 1).line(), "has " + further + " problems more"));
    return told;
  }
}
