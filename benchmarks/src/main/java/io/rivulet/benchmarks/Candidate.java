package io.rivulet.benchmarks;

import io.rivulet.benchmarks.contender.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Who takes part in a comparison of bridges.
 *
 * @param kind what it is
 * @param tried words that say what is tried in place of its defaults: flags of the JVM begin with a
 *     dash, the others are settings of the bridge, {@code KEY=VALUE}
 * @param name unique in a comparison; of letters, digits and dashes
 */
record Candidate(Kind kind, List<String> tried, String name) {
  /** Refuses words that are neither. */
  Candidate {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(name, "name");
    tried = List.copyOf(tried);
    for (String word : tried) {
      if (!word.startsWith("-") && word.indexOf('=') < 1) {
        throw new IllegalArgumentException(
            "\"%s\" cannot be tried: give KEY=VALUE or a flag of the JVM".formatted(word));
      }
    }
  }

  /** One with its defaults. */
  static Candidate of(Kind kind) {
    return new Candidate(kind, List.of(), kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  /**
   * A bridge with something else than its defaults.
   *
   * @param words separated by spaces
   * @param number tells several apart
   */
  static Candidate trying(String words, int number) {
    return new Candidate(Kind.BRIDGE, Arrays.asList(words.split(" ")), "bridge-trying-" + number);
  }

  String label() {
    return tried.isEmpty() ? kind.label() : kind.label() + " (" + String.join(" ", tried) + ")";
  }

  List<String> jvmFlags() {
    return tried.stream().filter(word -> word.startsWith("-")).toList();
  }

  /** What its process is started with. */
  List<String> arguments() {
    return Stream.concat(
            Stream.of(kind.name()), tried.stream().filter(word -> !word.startsWith("-")))
        .toList();
  }
}
