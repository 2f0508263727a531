package io.rivulet.alerting.routing;

import io.rivulet.runtime.yaml.Section;
import java.util.ArrayList;
import java.util.List;

/** Reads conditions such as {@code site = zurich}. */
final class MatcherReader {
  private MatcherReader() {}

  static List<Matcher> read(Section section, String key) {
    List<Matcher> matchers = new ArrayList<>();
    for (String text : section.texts(key)) {
      try {
        matchers.add(Matcher.parse(text));
      } catch (IllegalArgumentException e) {
        section.problem(key, e.getMessage());
      }
    }
    return matchers;
  }
}
