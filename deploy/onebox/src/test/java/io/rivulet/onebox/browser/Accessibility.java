package io.rivulet.onebox.browser;

import static org.assertj.core.api.Assertions.assertThat;

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

  private Accessibility() {}

  /** Fails, naming rules and elements, where a page breaks WCAG 2.2 AA as far as axe can tell. */
  static void mustHold(Page page, String where) {
    List<Rule> violations =
        new AxeBuilder(page).withTags(WCAG_22_AA).setLegacyMode(true).analyze().getViolations();
    assertThat(violations.stream().map(Accessibility::text).toList()).as(where).isEmpty();
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
