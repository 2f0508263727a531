package io.rivulet.onebox.backtest;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Findings in one line of words. */
final class FindingText {
  private FindingText() {}

  /** How a pair relates, its rule, and what was found on each side. */
  static String of(Pair pair) {
    String outcome = pair.outcome().name().toLowerCase(Locale.ROOT);
    String text = pair.before().or(pair::after).map(FindingText::of).orElseThrow();
    if (pair.outcome() == Pair.Outcome.CHANGED) {
      text += " -> " + said(pair.after().orElseThrow());
    }
    return "%-7s  %s".formatted(outcome, text);
  }

  private static String of(Finding finding) {
    String about = finding.about().isEmpty() ? "" : " " + finding.about();
    return finding.rule() + about + ": " + said(finding);
  }

  /** A finding without its rule. */
  static String said(Finding finding) {
    String span =
        time(finding.start()) + " to " + finding.end().map(FindingText::time).orElse("open");
    if (finding.peak().isEmpty()) {
      return finding.level() + ", " + span;
    }
    return String.format(
        Locale.ROOT,
        "%s, %s, peak %s in %d readings",
        finding.level(),
        span,
        number(finding.peak().getAsDouble()),
        finding.readings());
  }

  private static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.1f", value);
  }
}
