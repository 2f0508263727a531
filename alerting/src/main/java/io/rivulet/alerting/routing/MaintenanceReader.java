package io.rivulet.alerting.routing;

import io.rivulet.runtime.yaml.Section;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code maintenance}: a list with {@code name}, {@code match}, {@code author}, {@code
 * reason}, and either {@code from} and {@code until} (instants in UTC) or {@code weekly} with
 * {@code zone}, {@code days}, {@code from} and {@code to} (local times).
 */
public final class MaintenanceReader {
  private static final int MOST = 100;

  private MaintenanceReader() {}

  /**
   * Reads the key {@code maintenance} of the whole file.
   *
   * @param file the whole file
   */
  public static List<MaintenanceWindow> read(Section file) {
    List<Section> sections = file.sections("maintenance");
    if (sections.size() > MOST) {
      file.problem("maintenance", "has " + sections.size() + " windows; at most " + MOST);
      return List.of();
    }
    List<MaintenanceWindow> windows = new ArrayList<>();
    for (Section section : sections) {
      window(section).ifPresent(windows::add);
    }
    return List.copyOf(windows);
  }

  private static Optional<MaintenanceWindow> window(Section section) {
    String name = section.text("name");
    List<Matcher> match = MatcherReader.read(section, "match");
    String author = section.text("author");
    String reason = section.text("reason");
    Optional<WindowTimes> times = times(section);
    section.end();
    return times.flatMap(
        when -> section.make(() -> new MaintenanceWindow(name, match, author, reason, when)));
  }

  private static Optional<WindowTimes> times(Section section) {
    Optional<Section> weekly = section.find("weekly");
    Optional<Instant> from = section.find("from", Instant::parse);
    Optional<Instant> until = section.find("until", Instant::parse);
    if (weekly.isPresent() && !section.has("from") && !section.has("until")) {
      return weekly(weekly.get());
    }
    if (weekly.isPresent() || !section.has("from") || !section.has("until")) {
      section.problem("has to have either from and until, or weekly");
      return Optional.empty();
    }
    return from.flatMap(
        begin -> until.flatMap(end -> section.make(() -> new WindowTimes.Once(begin, end))));
  }

  private static Optional<WindowTimes> weekly(Section section) {
    Optional<ZoneId> zone = section.find("zone", ZoneId::of);
    Set<DayOfWeek> days = days(section);
    Optional<LocalTime> from = section.find("from", LocalTime::parse);
    Optional<LocalTime> to = section.find("to", LocalTime::parse);
    section.end();
    for (String key : List.of("zone", "days", "from", "to")) {
      if (!section.has(key)) {
        section.problem(key, "is missing");
      }
    }
    if (zone.isEmpty() || from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    return section.make(() -> new WindowTimes.Weekly(zone.get(), days, from.get(), to.get()));
  }

  private static Set<DayOfWeek> days(Section section) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String text : section.texts("days")) {
      Arrays.stream(DayOfWeek.values())
          .filter(day -> day.name().equals(text.toUpperCase(Locale.ROOT)))
          .findFirst()
          .ifPresentOrElse(
              days::add, () -> section.problem("days", "'" + text + "' is no day of the week"));
    }
    return days;
  }
}
