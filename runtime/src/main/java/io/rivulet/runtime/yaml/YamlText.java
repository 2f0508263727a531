package io.rivulet.runtime.yaml;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Makes one tree of a YAML text: bounded in length, values and depth, and without aliases, so that
 * no text is larger or deeper than it looks.
 */
final class YamlText {
  /** The most characters of a file. */
  static final int MAX_CHARACTERS = 1 << 20;

  /** The most keys, values, lists and mappings together. */
  static final int MAX_NODES = 100_000;

  /** How deep mappings and lists are nested at most. */
  static final int MAX_DEPTH = 40;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setCodePointLimit(MAX_CHARACTERS)
          .setMaxAliasesForCollections(0)
          .setAllowRecursiveKeys(false)
          // What is wrong with keys is told by Section, each with its place.
          .setAllowDuplicateKeys(true)
          .setAllowNonScalarKeys(true)
          .build();

  private YamlText() {}

  static Node compose(String text) throws InvalidConfigurationException {
    if (text.length() > MAX_CHARACTERS) {
      throw refused(0, "has " + text.length() + " characters; at most " + MAX_CHARACTERS);
    }
    try {
      requireBounded(text);
      Optional<Node> node = new Compose(SETTINGS).composeString(text);
      return node.orElseThrow(() -> refused(0, "is empty"));
    } catch (MarkedYamlEngineException e) {
      // The exception's own message repeats the text, which is nobody's business but the reader's.
      throw refused(line(e.getProblemMark()), "is no YAML: " + e.getProblem());
    } catch (ReaderException e) {
      throw refused(lineOfCodePoint(text, e.getPosition()), "has a character that no text has");
    } catch (YamlEngineException e) {
      throw refused(0, "is no YAML: " + e.getMessage());
    }
  }

  /** Goes through the text without building anything of it. */
  private static void requireBounded(String text) throws InvalidConfigurationException {
    int depth = 0;
    int nodes = 0;
    for (Event event : new Parse(SETTINGS).parseString(text)) {
      int line = line(event.getStartMark());
      if (event instanceof AliasEvent) {
        throw refused(line, "has an alias (*); aliases are not taken, write it out");
      }
      depth += event instanceof CollectionStartEvent ? 1 : 0;
      depth -= event instanceof CollectionEndEvent ? 1 : 0;
      nodes += event instanceof NodeEvent ? 1 : 0;
      if (depth > MAX_DEPTH) {
        throw refused(line, "is nested more than " + MAX_DEPTH + " deep");
      }
      if (nodes > MAX_NODES) {
        throw refused(line, "has more than " + MAX_NODES + " keys and values");
      }
    }
  }

  private static int line(Optional<Mark> mark) {
    return mark.map(found -> found.getLine() + 1).orElse(0);
  }

  private static int lineOfCodePoint(String text, int position) {
    return (int) text.codePoints().limit(position).filter(one -> one == '\n').count() + 1;
  }

  private static InvalidConfigurationException refused(int line, String message) {
    return new InvalidConfigurationException(
        List.of(new ConfigurationProblem("the file", line, message)));
  }
}
