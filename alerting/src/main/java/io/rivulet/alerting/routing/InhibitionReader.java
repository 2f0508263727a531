package io.rivulet.alerting.routing;

import io.rivulet.runtime.yaml.Section;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code inhibitions}: a list with {@code name}, {@code source}, {@code target} and {@code
 * equal}. Where the key is not there, {@link #DEFAULT} holds; an empty list is none.
 */
public final class InhibitionReader {
  private static final int MOST = 100;

  /**
   * An alert of high priority hides those of lower priority about the same number; a blind bridge
   * hides the silence of its site's devices.
   */
  public static final List<Inhibition> DEFAULT =
      List.of(
          new Inhibition(
              "critical-hides-warning",
              List.of(Matcher.parse("category =~ .*_EXCURSION"), Matcher.parse("priority = high")),
              List.of(Matcher.parse("priority != high")),
              List.of(
                  Label.CATEGORY,
                  Label.SESSION,
                  Label.DEVICE,
                  Label.SOURCE,
                  Label.COMPONENT,
                  Label.DIRECTION)),
          new Inhibition(
              "bridge-hides-silence",
              List.of(Matcher.parse("category = BRIDGE_BLIND")),
              List.of(
                  Matcher.parse(
                      "category in DEVICE_SILENT, PUMP_SILENT, MONITOR_SILENT, PRESSURE_OVERDUE")),
              List.of(Label.SITE)));

  private InhibitionReader() {}

  /**
   * Reads the key {@code inhibitions} of the whole file.
   *
   * @param file the whole file
   */
  public static List<Inhibition> read(Section file) {
    List<Section> sections = file.sections("inhibitions");
    if (!file.has("inhibitions")) {
      return DEFAULT;
    }
    if (sections.size() > MOST) {
      file.problem("inhibitions", "are " + sections.size() + "; at most " + MOST);
      return DEFAULT;
    }
    List<Inhibition> inhibitions = new ArrayList<>();
    for (Section section : sections) {
      String name = section.text("name");
      List<Matcher> source = MatcherReader.read(section, "source");
      List<Matcher> target = MatcherReader.read(section, "target");
      List<Label> equal = TermsReader.labels(section, "equal");
      section.end();
      section.make(() -> new Inhibition(name, source, target, equal)).ifPresent(inhibitions::add);
    }
    return List.copyOf(inhibitions);
  }
}
