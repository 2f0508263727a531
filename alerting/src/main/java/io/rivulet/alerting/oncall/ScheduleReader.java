package io.rivulet.alerting.oncall;

import io.rivulet.runtime.yaml.Section;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code schedules} of a configuration, with the overrides that are written there. */
public final class ScheduleReader {
  /** The most schedules of a configuration. */
  public static final int MOST_SCHEDULES = 200;

  /** The most overrides of a schedule in a configuration. */
  public static final int MOST_OVERRIDES = 1_000;

  private final Map<String, Schedule> schedules = new LinkedHashMap<>();
  private final List<ScheduleOverride> overrides = new ArrayList<>();

  private ScheduleReader() {}

  /** The schedules under a root and their overrides, for the people given. */
  public static OnCall read(Section root, Map<String, Person> people) {
    ScheduleReader reader = new ScheduleReader();
    Map<String, Section> named = root.named("schedules");
    if (named.size() > MOST_SCHEDULES) {
      root.problem("schedules", "has " + named.size() + " schedules; at most " + MOST_SCHEDULES);
    } else {
      named.forEach(reader::schedule);
    }
    return new OnCall(people, reader.schedules, reader.overrides);
  }

  private void schedule(String key, Section section) {
    if (!section.has("zone")) {
      section.problem("zone", "is missing; name one such as Europe/Zurich");
    }
    Optional<ZoneId> zone = section.find("zone", ScheduleReader::zone);
    List<Layer> layers = new ArrayList<>();
    List<Section> written = section.sections("layers");
    written.forEach(layer -> LayerReader.read(layer).ifPresent(layers::add));
    List<Section> replacements = section.sections("overrides");
    section.end();
    if (zone.isEmpty()) {
      return;
    }
    if (layers.size() == written.size()) {
      section
          .make(() -> new Schedule(key, zone.get(), layers))
          .ifPresent(schedule -> schedules.put(key, schedule));
    }
    if (replacements.size() > MOST_OVERRIDES) {
      section.problem(
          "overrides", "has " + replacements.size() + " overrides; at most " + MOST_OVERRIDES);
      return;
    }
    replacements.forEach(one -> override(key, new WallClock(zone.get()), one));
  }

  private void override(String schedule, WallClock clock, Section section) {
    String person = section.text("person");
    Optional<Instant> from = moment(section, "from", clock);
    Optional<Instant> until = moment(section, "until", clock);
    section.end();
    if (!person.isEmpty() && from.isPresent() && until.isPresent()) {
      section
          .make(() -> new ScheduleOverride(schedule, person, from.get(), until.get()))
          .ifPresent(overrides::add);
    }
  }

  private static Optional<Instant> moment(Section section, String key, WallClock clock) {
    if (!section.has(key)) {
      section.problem(key, "is missing");
    }
    return section.find(key, text -> moment(text, clock));
  }

  private static Instant moment(String text, WallClock clock) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException notWithOffset) {
      try {
        return clock.reaches(LocalDateTime.parse(text));
      } catch (DateTimeException e) {
        throw new IllegalArgumentException(
            "'" + text + "' is no local time such as 2026-12-24T08:00, nor one with its offset", e);
      }
    }
  }

  private static ZoneId zone(String text) {
    if (!ZoneId.getAvailableZoneIds().contains(text)) {
      throw new IllegalArgumentException("'" + text + "' is no time zone such as Europe/Zurich");
    }
    return ZoneId.of(text);
  }
}
