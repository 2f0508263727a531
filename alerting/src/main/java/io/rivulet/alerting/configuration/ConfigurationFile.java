package io.rivulet.alerting.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads YAML 1.2 as a whole: all of it is right, or everything that is wrong is said. */
public final class ConfigurationFile {
  private static final int MAX_CHARACTERS = 1 << 20;
  private static final int MAX_ALIASES = 50;

  private ConfigurationFile() {}

  /**
   * Reads a text.
   *
   * @param reader makes a value from the root; problems it adds refuse the file
   * @throws InvalidConfigurationException where it is no YAML, is longer than 1 MiB, or has
   *     problems
   */
  public static <T> T read(String text, Function<Section, T> reader)
      throws InvalidConfigurationException {
    TreeSet<ConfigurationProblem> problems = new TreeSet<>();
    T value = reader.apply(Section.root(compose(text), problems));
    if (!problems.isEmpty()) {
      throw new InvalidConfigurationException(new ArrayList<>(problems));
    }
    return value;
  }

  private static Node compose(String text) throws InvalidConfigurationException {
    if (text.length() > MAX_CHARACTERS) {
      throw refused("has " + text.length() + " characters; at most " + MAX_CHARACTERS);
    }
    LoadSettings settings =
        LoadSettings.builder()
            .setMaxAliasesForCollections(MAX_ALIASES)
            .setAllowRecursiveKeys(false)
            .setAllowDuplicateKeys(true)
            .build();
    try {
      Optional<Node> node = new Compose(settings).composeString(text);
      return node.orElseThrow(() -> refused("is empty"));
    } catch (YamlEngineException e) {
      throw refused("is no YAML: " + e.getMessage());
    }
  }

  private static InvalidConfigurationException refused(String message) {
    return new InvalidConfigurationException(
        List.of(new ConfigurationProblem("the file", 0, message)));
  }
}
