package io.rivulet.runtime.yaml;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A mapping of a configuration file, read key by key. What cannot be read becomes a problem with
 * its place, and reading goes on, so that one look finds every mistake: a reader gets an empty or a
 * stand-in value then, and the file as a whole is refused.
 *
 * <p>Call {@link #end()} when all keys were asked for: what is left over is a mistake, too.
 */
public final class Section {
  private static final int LONGEST_TEXT = 4_096;
  private static final Duration LONGEST_DURATION = Duration.ofDays(1_000);

  private final String path;
  private final int line;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Set<String> asked = new LinkedHashSet<>();
  private final Set<ConfigurationProblem> problems;

  private Section(String path, Node node, Set<ConfigurationProblem> problems) {
    this.path = path;
    this.line = lineOf(node);
    this.problems = problems;
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        take(tuple);
      }
    } else {
      problem("is not a mapping of keys to values");
    }
  }

  /** The whole of a file; problems are added to the set. */
  static Section root(Node node, TreeSet<ConfigurationProblem> problems) {
    return new Section("", node, problems);
  }

  private void take(NodeTuple tuple) {
    if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
      problems.add(
          new ConfigurationProblem(
              path.isEmpty() ? "the file" : path,
              lineOf(tuple.getKeyNode()),
              "has a key that is no plain text"));
    } else if (values.put(key.getValue(), tuple.getValueNode()) != null) {
      problems.add(new ConfigurationProblem(at(key.getValue()), lineOf(key), "is there twice"));
    }
  }

  /** Where it is, such as {@code routes[2]}; empty for the whole file. */
  public String path() {
    return path;
  }

  /** Adds a problem of this section as a whole. */
  public void problem(String message) {
    problems.add(new ConfigurationProblem(path.isEmpty() ? "the file" : path, line, message));
  }

  /** Adds a problem of one key. */
  public void problem(String key, String message) {
    Node value = values.get(key);
    problems.add(new ConfigurationProblem(at(key), value == null ? line : lineOf(value), message));
  }

  /** Whether nothing is wrong so far, here or elsewhere in the file. */
  public boolean sound() {
    return problems.isEmpty();
  }

  /** Whether the key is there, with or without a value. */
  public boolean has(String key) {
    return values.containsKey(key);
  }

  /** The keys that are there, in the order of the file. */
  public List<String> keys() {
    return List.copyOf(values.keySet());
  }

  /** A text that must be there; empty text, and a problem, where it is not. */
  public String text(String key) {
    Optional<String> found = findText(key);
    if (found.isEmpty() && !has(key)) {
      problem(key, "is missing");
    }
    return found.orElse("");
  }

  /** A text, where it is there: 1 to 4,096 characters. */
  public Optional<String> findText(String key) {
    asked.add(key);
    Node node = values.get(key);
    if (node == null) {
      return Optional.empty();
    }
    if (!(node instanceof ScalarNode scalar)) {
      problem(key, "is not one value");
      return Optional.empty();
    }
    String text = scalar.getValue();
    if (!isText(text)) {
      problem(key, "has " + text.length() + " characters; 1 to " + LONGEST_TEXT + " are taken");
      return Optional.empty();
    }
    return Optional.of(text);
  }

  /**
   * A value made from a text, where it is there. What the maker refuses is a problem.
   *
   * @param maker throws IllegalArgumentException or DateTimeException with the reason
   */
  public <T> Optional<T> find(String key, Function<String, T> maker) {
    return findText(key).flatMap(text -> make(key, () -> maker.apply(text)));
  }

  /** A duration as in PT5M, where it is there: not negative, and not above 1,000 days. */
  public Optional<Duration> findDuration(String key) {
    return find(
        key,
        text -> {
          Duration duration = parseDuration(text);
          if (duration.isNegative() || duration.compareTo(LONGEST_DURATION) > 0) {
            throw new IllegalArgumentException(text + " is not PT0S to P1000D");
          }
          return duration;
        });
  }

  private static Duration parseDuration(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no duration such as PT30S, PT5M or PT2H", e);
    }
  }

  /** A whole number, where it is there. */
  public Optional<Integer> findInteger(String key, int least, int most) {
    return find(
        key,
        text -> {
          int number;
          try {
            number = Integer.parseInt(text);
          } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is no whole number", e);
          }
          if (number < least || number > most) {
            throw new IllegalArgumentException(number + " is not " + least + " to " + most);
          }
          return number;
        });
  }

  /** true or false, where it is there. */
  public Optional<Boolean> findFlag(String key) {
    return find(
        key,
        text ->
            switch (text) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new IllegalArgumentException("'" + text + "' is not true or false");
            });
  }

  /** One text or a list of them, each 1 to 4,096 characters; empty where it is not there. */
  public List<String> texts(String key) {
    asked.add(key);
    Node node = values.get(key);
    if (node == null) {
      return List.of();
    }
    if (node instanceof ScalarNode) {
      return findText(key).map(List::of).orElse(List.of());
    }
    List<String> texts = new ArrayList<>();
    if (node instanceof SequenceNode sequence) {
      for (Node item : sequence.getValue()) {
        if (item instanceof ScalarNode scalar && isText(scalar.getValue())) {
          texts.add(scalar.getValue());
        } else {
          String message = "has an item that is no text of 1 to " + LONGEST_TEXT + " characters";
          problems.add(new ConfigurationProblem(at(key), lineOf(item), message));
        }
      }
    } else {
      problem(key, "is neither a text nor a list of texts");
    }
    return List.copyOf(texts);
  }

  /** A section below, where it is there. */
  public Optional<Section> find(String key) {
    asked.add(key);
    Node node = values.get(key);
    return node == null ? Optional.empty() : Optional.of(new Section(at(key), node, problems));
  }

  /** A list of sections below; empty where it is not there. */
  public List<Section> sections(String key) {
    asked.add(key);
    Node node = values.get(key);
    if (node == null) {
      return List.of();
    }
    if (!(node instanceof SequenceNode sequence)) {
      problem(key, "is not a list");
      return List.of();
    }
    List<Section> sections = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      sections.add(new Section(at(key) + "[" + sections.size() + "]", item, problems));
    }
    return sections;
  }

  /** Named sections below: their names are keys; empty where it is not there. */
  public Map<String, Section> named(String key) {
    Map<String, Section> named = new LinkedHashMap<>();
    find(key)
        .ifPresent(
            below ->
                below
                    .keys()
                    .forEach(name -> below.find(name).ifPresent(one -> named.put(name, one))));
    return named;
  }

  /** A value of other values; what its constructor refuses is a problem of this section. */
  public <T> Optional<T> make(Supplier<T> maker) {
    try {
      return Optional.of(maker.get());
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      problem(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private <T> Optional<T> make(String key, Supplier<T> maker) {
    try {
      return Optional.of(maker.get());
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      problem(key, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** Says that no other keys are known: what was not asked for is a problem. */
  public void end() {
    for (String key : values.keySet()) {
      if (!asked.contains(key)) {
        problem(key, "is not known here; known: " + String.join(", ", new TreeSet<>(asked)));
      }
    }
  }

  private static boolean isText(String text) {
    return !text.isBlank() && text.length() <= LONGEST_TEXT;
  }

  private String at(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static int lineOf(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }
}
