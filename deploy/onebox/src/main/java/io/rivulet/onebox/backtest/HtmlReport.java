package io.rivulet.onebox.backtest;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The report as one page that needs nothing else: totals by rule, then each session that differs
 * with a picture and its findings in words. Keeps the first sessions only; the JSON report has them
 * all.
 */
public final class HtmlReport {
  private static final int SESSIONS_MAX = 200;
  private static final int FINDINGS_MAX = 100;
  private static final String STYLE =
      """
      :root { color-scheme: light dark; }
      body { font: 16px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; }
      table { border-collapse: collapse; }
      th, td { text-align: right; padding: .2rem .8rem; border-bottom: 1px solid #8886; }
      th:first-child, td:first-child { text-align: left; }
      section { border-top: 1px solid #8888; margin-top: 2rem; }
      svg { width: 100%; } svg text { font-size: 12px; fill: currentColor; }
      svg line { stroke: #8884; } .fired { fill: #888; } .would { fill: #2a78c8; }
      .warning { border-left: .3rem solid #c80; padding-left: .8rem; }
      li { font-family: ui-monospace, monospace; font-size: .85rem; }
      """;

  private final BacktestRequest request;
  private final List<String> sessions = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  /** A report on this request. */
  public HtmlReport(BacktestRequest request) {
    this.request = request;
  }

  /** Adds a session. */
  public void add(SessionResult result) {
    if (result.differs() && sessions.size() < SESSIONS_MAX) {
      sessions.add(session(result));
    }
    if (result.historyDiffers() && warnings.size() < SESSIONS_MAX) {
      warnings.add(
          "<h3>%s</h3>%n%s".formatted(escaped(result.session()), list(result.differences())));
    }
  }

  /** Writes it. */
  public void print(Totals totals, PrintWriter out) {
    out.println("<!doctype html>");
    out.println("<html lang=\"en\"><meta charset=\"utf-8\">");
    out.println("<meta name=\"viewport\" content=\"width=device-width\">");
    out.println("<title>Backtest of " + escaped(request.candidate().id()) + "</title>");
    out.println("<style>\n" + STYLE + "</style>");
    out.println("<h1>Backtest of limits " + escaped(request.candidate().id()) + "</h1>");
    out.printf(
        "<p>%s to %s: %d sessions, %d samples; %d sessions differ.</p>%n",
        request.from(),
        request.to(),
        totals.sessions(),
        totals.samples(),
        totals.sessionsThatDiffer());
    rules(totals, out);
    warnings(totals, out);
    sessions.forEach(out::println);
    if (totals.sessionsThatDiffer() > sessions.size()) {
      out.printf(
          "<p>And %d more; the JSON report has them all.</p>%n",
          totals.sessionsThatDiffer() - sessions.size());
    }
    out.println("</html>");
    out.flush();
  }

  private static void rules(Totals totals, PrintWriter out) {
    out.println("<table><tr><th>rule<th>fired<th>would<th>same<th>changed<th>gone<th>new</tr>");
    for (Map.Entry<Rule, RuleCount> entry : totals.rules().entrySet()) {
      RuleCount count = entry.getValue();
      out.printf(
          "<tr><td>%s<td>%d<td>%d<td>%d<td>%d<td>%d<td>%d</tr>%n",
          escaped(entry.getKey().toString()),
          count.fired(),
          count.would(),
          count.same(),
          count.changed(),
          count.gone(),
          count.added());
    }
    out.printf(
        "<tr><td>readings unconfirmed<td>%d<td>%d<td colspan=4></tr>%n",
        totals.firedUnconfirmed(), totals.wouldUnconfirmed());
    out.printf(
        "<tr><td>readings not evaluable<td>%d<td>%d<td colspan=4></tr>%n",
        totals.firedNotEvaluable(), totals.wouldNotEvaluable());
    out.println("</table>");
  }

  private void warnings(Totals totals, PrintWriter out) {
    if (totals.sessionsWithDifferences() > 0) {
      out.printf(
          "<section class=\"warning\"><h2>Stored history differs from recomputation</h2>%n"
              + "<p>%d sessions, %d findings (GONE: stored only; NEW: recomputed only).</p>%n",
          totals.sessionsWithDifferences(), totals.differences());
      warnings.forEach(out::println);
      out.println("</section>");
    }
    if (totals.setAside() > 0) {
      out.printf(
          "<p class=\"warning\">%d records could not be read or judged and were left out.</p>%n",
          totals.setAside());
    }
  }

  private static String session(SessionResult result) {
    List<Pair> differing =
        result.pairs().stream().filter(pair -> pair.outcome() != Pair.Outcome.SAME).toList();
    return """
        <section><h2>%s</h2>
        <p>%s, %s: %d fired (upper, grey), %d would have (lower, blue); unconfirmed %d, would be %d.</p>
        %s%s</section>"""
        .formatted(
            escaped(result.session()),
            escaped(result.site()),
            result.start(),
            result.fired().findings().size(),
            result.would().findings().size(),
            result.fired().unconfirmed(),
            result.would().unconfirmed(),
            SessionPicture.of(result.pairs()),
            list(differing));
  }

  private static String list(List<Pair> pairs) {
    StringBuilder list = new StringBuilder("<ul>\n");
    pairs.stream()
        .limit(FINDINGS_MAX)
        .forEach(pair -> list.append("<li>").append(escaped(FindingText.of(pair))).append('\n'));
    if (pairs.size() > FINDINGS_MAX) {
      list.append("<li>and ").append(pairs.size() - FINDINGS_MAX).append(" more\n");
    }
    return list.append("</ul>\n").toString();
  }

  /** Text as it may stand in a page. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
