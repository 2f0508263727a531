package io.rivulet.onebox.backtest;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The report as a person reads it in a terminal: a table by rule, the sessions in which something
 * differs, and warnings. Keeps the first sessions only; the JSON report has them all.
 */
public final class TextReport {
  private static final int SESSIONS_MAX = 40;
  private static final int FINDINGS_MAX = 10;
  private static final int WARNINGS_MAX = 10;
  private static final String ROW = "%-44s %7s %7s %7s %8s %7s %7s";

  private final BacktestRequest request;
  private final List<String> sessions = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  /** A report on this request. */
  public TextReport(BacktestRequest request) {
    this.request = request;
  }

  /** Adds a session. */
  public void add(SessionResult result) {
    if (result.differs() && sessions.size() < SESSIONS_MAX) {
      sessions.add(session(result));
    }
    if (result.historyDiffers() && warnings.size() < WARNINGS_MAX) {
      warnings.add(warning(result));
    }
  }

  /** Writes it. */
  public void print(Totals totals, PrintWriter out) {
    out.printf(
        "limits \"%s\" over %s to %s%n", request.candidate().id(), request.from(), request.to());
    if (totals.sessions() == 0) {
      out.println("nothing to judge: no session shares any time with the range");
      return;
    }
    out.printf("%d sessions, %d samples%n%n", totals.sessions(), totals.samples());
    rules(totals, out);
    sessions(totals, out);
    warnings(totals, out);
  }

  private static void rules(Totals totals, PrintWriter out) {
    out.println(row("rule", "fired", "would", "same", "changed", "gone", "new"));
    for (Map.Entry<Rule, RuleCount> entry : totals.rules().entrySet()) {
      RuleCount count = entry.getValue();
      out.println(
          row(
              entry.getKey().toString(),
              count.fired(),
              count.would(),
              count.same(),
              count.changed(),
              count.gone(),
              count.added()));
    }
    out.println(
        row(
            "readings unconfirmed",
            totals.firedUnconfirmed(),
            totals.wouldUnconfirmed(),
            "",
            "",
            "",
            ""));
    out.println(
        row(
            "readings not evaluable",
            totals.firedNotEvaluable(),
            totals.wouldNotEvaluable(),
            "",
            "",
            "",
            ""));
  }

  private void sessions(Totals totals, PrintWriter out) {
    out.println();
    if (totals.sessionsThatDiffer() == 0) {
      out.println("no session differs");
      return;
    }
    out.printf("%d sessions differ:%n", totals.sessionsThatDiffer());
    sessions.forEach(out::println);
    more(totals.sessionsThatDiffer() - sessions.size(), out);
  }

  private void warnings(Totals totals, PrintWriter out) {
    if (totals.sessionsWithDifferences() > 0) {
      out.printf(
          "%nwarning: stored history differs from recomputation in %d sessions, %d findings%n",
          totals.sessionsWithDifferences(), totals.differences());
      warnings.forEach(out::println);
      more(totals.sessionsWithDifferences() - warnings.size(), out);
    }
    if (totals.setAside() > 0) {
      out.printf(
          "%nwarning: %d records could not be read or judged and were left out%n",
          totals.setAside());
    }
  }

  private static String session(SessionResult result) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s (%s, %s): %d fired, %d would; unconfirmed %d, would be %d",
            result.session(),
            result.site(),
            result.start(),
            result.fired().findings().size(),
            result.would().findings().size(),
            result.fired().unconfirmed(),
            result.would().unconfirmed()));
    findings(result.pairs().stream().filter(p -> p.outcome() != Pair.Outcome.SAME).toList(), text);
    return text.toString();
  }

  private static String warning(SessionResult result) {
    StringBuilder text = new StringBuilder(result.session());
    text.append(": unconfirmed stored ")
        .append(result.fired().unconfirmed())
        .append(", recomputed ")
        .append(result.again().unconfirmed());
    findings(result.differences(), text);
    return text.toString();
  }

  private static void findings(List<Pair> pairs, StringBuilder text) {
    pairs.stream()
        .limit(FINDINGS_MAX)
        .forEach(
            pair -> text.append(System.lineSeparator()).append("  ").append(FindingText.of(pair)));
    if (pairs.size() > FINDINGS_MAX) {
      text.append(System.lineSeparator())
          .append("  and ")
          .append(pairs.size() - FINDINGS_MAX)
          .append(" more");
    }
  }

  private static void more(long left, PrintWriter out) {
    if (left > 0) {
      out.println("and " + left + " more; --report has them all");
    }
  }

  private static String row(Object... cells) {
    return String.format(Locale.ROOT, ROW, cells).stripTrailing();
  }
}
