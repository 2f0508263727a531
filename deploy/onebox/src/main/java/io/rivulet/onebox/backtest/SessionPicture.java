package io.rivulet.onebox.backtest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A session's findings along its time, as an SVG: for each rule a bar above for what fired and one
 * below for what would have. Bars differ in height as well as in colour.
 */
final class SessionPicture {
  private static final int LABEL_PIXELS = 250;
  private static final int WIDTH_PIXELS = 900;
  private static final int ROW_PIXELS = 26;
  private static final int BAR_PIXELS = 9;
  private static final int LEAST_BAR_PIXELS = 3;

  /** More rules than a picture holds. */
  private static final int ROWS_MAX = 30;

  private final SortedMap<Rule, List<Pair>> rows = new TreeMap<>();
  private final Instant from;
  private final Instant to;

  private SessionPicture(List<Pair> pairs) {
    pairs.forEach(pair -> rows.computeIfAbsent(pair.rule(), rule -> new ArrayList<>()).add(pair));
    List<Finding> findings =
        pairs.stream()
            .flatMap(pair -> List.of(pair.before(), pair.after()).stream())
            .flatMap(Optional::stream)
            .toList();
    from = findings.stream().map(Finding::start).min(Comparator.naturalOrder()).orElseThrow();
    Instant last =
        findings.stream()
            .map(finding -> finding.end().orElse(finding.start()))
            .max(Comparator.naturalOrder())
            .orElseThrow();
    // What lasts has no end; it is drawn a tenth beyond the last time that is known.
    to = last.plusMillis(Math.max(60_000, (last.toEpochMilli() - from.toEpochMilli()) / 10));
  }

  /** The picture of these findings; empty where there is none. */
  static String of(List<Pair> pairs) {
    return pairs.isEmpty() ? "" : new SessionPicture(pairs).svg();
  }

  private String svg() {
    int shown = Math.min(rows.size(), ROWS_MAX);
    int height = (shown + 1) * ROW_PIXELS;
    StringBuilder svg = new StringBuilder(1024);
    svg.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"findings along the session\">%n"
            .formatted(LABEL_PIXELS + WIDTH_PIXELS, height));
    int row = 0;
    for (var entry : rows.entrySet()) {
      if (row == shown) {
        break;
      }
      row(svg, entry.getKey(), entry.getValue(), row * ROW_PIXELS);
      row++;
    }
    text(svg, LABEL_PIXELS, height - 8, "start", from.toString());
    text(svg, LABEL_PIXELS + WIDTH_PIXELS, height - 8, "end", to.toString());
    return svg.append("</svg>\n").toString();
  }

  private void row(StringBuilder svg, Rule rule, List<Pair> pairs, int top) {
    text(svg, 0, top + 15, "start", rule.toString());
    svg.append(
        "<line x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>%n"
            .formatted(
                LABEL_PIXELS,
                LABEL_PIXELS + WIDTH_PIXELS,
                top + ROW_PIXELS - 2,
                top + ROW_PIXELS - 2));
    for (Pair pair : pairs) {
      pair.before().ifPresent(f -> bar(svg, "fired", f, top + 2, BAR_PIXELS));
      pair.after().ifPresent(f -> bar(svg, "would", f, top + 3 + BAR_PIXELS, BAR_PIXELS));
    }
  }

  private void bar(StringBuilder svg, String kind, Finding finding, int top, int height) {
    double left = x(finding.start());
    double width = Math.max(LEAST_BAR_PIXELS, x(finding.end().orElse(to)) - left);
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"><title>%s</title></rect>%n",
            kind,
            left,
            top,
            width,
            height,
            HtmlReport.escaped(
                kind
                    + ": "
                    + FindingText.said(finding)
                    + (finding.end().isEmpty() ? " (lasts)" : ""))));
  }

  private double x(Instant instant) {
    double share =
        (double) (instant.toEpochMilli() - from.toEpochMilli())
            / (to.toEpochMilli() - from.toEpochMilli());
    return LABEL_PIXELS + Math.min(1, Math.max(0, share)) * WIDTH_PIXELS;
  }

  private static void text(StringBuilder svg, int x, int y, String anchor, String text) {
    svg.append(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>%n"
            .formatted(x, y, anchor, HtmlReport.escaped(text)));
  }
}
