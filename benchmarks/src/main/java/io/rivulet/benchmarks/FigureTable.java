package io.rivulet.benchmarks;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/** Prints figures as a Markdown table, with the machine's load beside them. */
final class FigureTable {
  private FigureTable() {}

  static void print(PrintWriter out, String title, List<Figure> figures) {
    var machine = ManagementFactory.getOperatingSystemMXBean();
    out.printf(
        Locale.ROOT,
        "%s (%d cores, JDK %s, load average at the end %.1f)%n%n",
        title,
        machine.getAvailableProcessors(),
        Runtime.version().feature(),
        machine.getSystemLoadAverage());
    out.println("| figure | median | min | max | unit | rounds |");
    out.println("|---|---|---|---|---|---|");
    for (Figure figure : figures) {
      out.printf(
          Locale.ROOT,
          "| %s | %s | %s | %s | %s | %d |%n",
          figure.name(),
          number(figure.median()),
          number(figure.least()),
          number(figure.most()),
          figure.unit(),
          figure.values().size());
    }
    out.flush();
  }

  /** Whole numbers from 100 up, three digits after the point below 1. */
  private static String number(double value) {
    String form = Math.abs(value) >= 100 ? "%,.0f" : Math.abs(value) >= 1 ? "%.1f" : "%.3f";
    return String.format(Locale.ROOT, form, value);
  }
}
