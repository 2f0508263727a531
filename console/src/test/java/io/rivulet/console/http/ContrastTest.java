package io.rivulet.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.testkit.Requirement;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Colours that pages put on one another are told apart by whoever sees little contrast. */
class ContrastTest {
  private static final Pattern PAIR =
      Pattern.compile("--([a-z0-9-]+): light-dark\\(#([0-9a-f]{6}), #([0-9a-f]{6})\\)");

  private final Map<String, List<String>> colours = colours();

  @ParameterizedTest
  @CsvSource({
    "ink, bg, 4.5",
    "ink, surface, 4.5",
    "ink, raised, 4.5",
    "ink, sunken, 4.5",
    "ink, accent-bg, 4.5",
    "muted, bg, 4.5",
    "muted, surface, 4.5",
    "muted, raised, 4.5",
    "muted, sunken, 4.5",
    "muted, accent-bg, 4.5",
    "accent-ink, bg, 4.5",
    "accent-ink, surface, 4.5",
    "accent-ink, sunken, 4.5",
    "bg, accent, 4.5",
    "good, surface, 4.5",
    "good, good-bg, 4.5",
    "critical, surface, 4.5",
    "critical, critical-bg, 4.5",
    "warning, surface, 4.5",
    "warning, warning-bg, 4.5",
    "edge, surface, 3",
    "edge, bg, 3",
    "accent, surface, 3",
    "accent, bg, 3",
    "series-1, surface, 3",
    "series-2, surface, 3",
    "series-3, surface, 3",
    "series-4, surface, 3",
    "series-5, surface, 3",
    "series-6, surface, 3"
  })
  @Requirement("SHELL-003")
  void textAndEdgesStandOutFromTheirGroundLightAndDark(String upper, String ground, double least) {
    for (int theme = 0; theme < 2; theme++) {
      assertThat(contrast(colours.get(upper).get(theme), colours.get(ground).get(theme)))
          .as("%s on %s, %s", upper, ground, theme == 0 ? "light" : "dark")
          .isGreaterThanOrEqualTo(least);
    }
  }

  private static Map<String, List<String>> colours() {
    Map<String, List<String>> found = new HashMap<>();
    String css =
        new String(PageFiles.file("assets/shell/tokens.css").content(), StandardCharsets.UTF_8);
    Matcher pair = PAIR.matcher(css);
    while (pair.find()) {
      found.put(pair.group(1), List.of(pair.group(2), pair.group(3)));
    }
    return found;
  }

  /** As WCAG 2.2 defines it: 1 to 21. */
  private static double contrast(String one, String other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(String hex) {
    return 0.2126 * channel(hex, 0) + 0.7152 * channel(hex, 2) + 0.0722 * channel(hex, 4);
  }

  private static double channel(String hex, int at) {
    double share = Integer.parseInt(hex.substring(at, at + 2), 16) / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }
}
