package io.rivulet.alerting.oncall;

import io.rivulet.runtime.yaml.Section;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads a layer of a schedule. */
final class LayerReader {
  private LayerReader() {}

  static Optional<Layer> read(Section section) {
    String name = section.findText("name").orElse(section.path().replaceAll(".*\\.", ""));
    Optional<Rotation> rotation = rotation(section);
    List<Restriction> restrictions = new ArrayList<>();
    for (Section restriction : section.sections("restrictions")) {
      restriction(restriction).ifPresent(restrictions::add);
    }
    section.end();
    return rotation.flatMap(found -> section.make(() -> new Layer(name, found, restrictions)));
  }

  private static Optional<Rotation> rotation(Section section) {
    List<List<String>> turns = section.texts("people").stream().map(LayerReader::together).toList();
    if (!section.has("people")) {
      section.problem("people", "is missing");
    }
    if (!section.has("shift")) {
      section.problem("shift", "is missing; P7D for weeks, P1D for days, PT12H for hours");
    }
    if (!section.has("start")) {
      section.problem("start", "is missing; the local date or time of the first turn");
    }
    return section
        .findText("shift")
        .flatMap(shift -> shift.contains("T") ? ofHours(section, turns) : ofDays(section, turns));
  }

  private static Optional<Rotation> ofDays(Section section, List<List<String>> turns) {
    Optional<Integer> days = section.find("shift", LayerReader::days);
    Optional<LocalDate> start = time(section, "start", LocalDate::parse, "2026-01-05");
    Optional<LocalTime> handover = time(section, "handover", LocalTime::parse, "08:00");
    if (!section.has("handover")) {
      section.problem("handover", "is missing; the local time at which turns of days begin");
    }
    if (days.isEmpty() || start.isEmpty() || handover.isEmpty()) {
      return Optional.empty();
    }
    return section.make(
        () ->
            Rotation.ofDays(turns, new ShiftLength.Days(days.get(), handover.get()), start.get()));
  }

  private static Optional<Rotation> ofHours(Section section, List<List<String>> turns) {
    Optional<Integer> hours = section.find("shift", LayerReader::hours);
    Optional<LocalDateTime> start =
        time(section, "start", LocalDateTime::parse, "2026-01-05T08:00");
    if (hours.isEmpty() || start.isEmpty()) {
      return Optional.empty();
    }
    return section.make(() -> new Rotation(turns, new ShiftLength.Hours(hours.get()), start.get()));
  }

  /** People who are on call together are written as anna+ben. */
  private static List<String> together(String text) {
    return Arrays.stream(text.split("\\+", -1)).map(String::strip).toList();
  }

  private static int days(String text) {
    Period period = Period.parse(text);
    if (period.toTotalMonths() != 0) {
      throw new IllegalArgumentException("'" + text + "' is not in days or weeks");
    }
    return period.getDays();
  }

  private static int hours(String text) {
    Duration duration = Duration.parse(text);
    if (!duration.equals(Duration.ofHours(duration.toHours()))) {
      throw new IllegalArgumentException("'" + text + "' is not in whole hours");
    }
    return Math.toIntExact(duration.toHours());
  }

  private static Optional<Restriction> restriction(Section section) {
    Set<DayOfWeek> days = days(section);
    Optional<LocalTime> from = time(section, "from", LocalTime::parse, "18:00");
    Optional<LocalTime> until = time(section, "until", LocalTime::parse, "08:00");
    section.end();
    if (from.isPresent() != until.isPresent()) {
      section.problem("has one of from and until; name both, or neither for the whole day");
    }
    LocalTime begin = from.orElse(LocalTime.MIDNIGHT);
    return section.make(() -> new Restriction(days, begin, until.orElse(LocalTime.MIDNIGHT)));
  }

  private static Set<DayOfWeek> days(Section section) {
    if (!section.has("days")) {
      return EnumSet.allOf(DayOfWeek.class);
    }
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String text : section.texts("days")) {
      try {
        days.add(DayOfWeek.valueOf(text.toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        section.problem("days", "'" + text + "' is no day of the week such as monday");
      }
    }
    return days;
  }

  private static <T extends Temporal> Optional<T> time(
      Section section, String key, Function<CharSequence, T> parse, String example) {
    return section.find(
        key,
        text -> {
          try {
            return parse.apply(text);
          } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "' is not like " + example, e);
          }
        });
  }
}
