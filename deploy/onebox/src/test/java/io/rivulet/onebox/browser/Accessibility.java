package io.rivulet.onebox.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.stream.Collectors;

/** What axe-core finds on a page. */
final class Accessibility {
  private static final List<String> WCAG_22_AA =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa");

  private static final List<String> OF_COLOUR = List.of("color-contrast", "link-in-text-block");

  private Accessibility() {}

  /** Rules of WCAG 2.2 AA that a page breaks, each with the elements that do. */
  static List<String> violations(Page page) {
    return found(new AxeBuilder(page).withTags(WCAG_22_AA));
  }

  /** Those of them that another theme can bring about on a page that was looked at already. */
  static List<String> violationsOfColour(Page page) {
    return found(new AxeBuilder(page).withRules(OF_COLOUR));
  }

  private static List<String> found(AxeBuilder axe) {
    return axe.setLegacyMode(true).analyze().getViolations().stream()
        .map(Accessibility::text)
        .toList();
  }

  private static String text(Rule rule) {
    return rule.getId()
        + ": "
        + rule.getHelp()
        + rule.getNodes().stream()
            .limit(5)
            .map(CheckedNode::getHtml)
            .collect(Collectors.joining("\n    ", "\n    ", ""));
  }
}
