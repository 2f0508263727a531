package io.rivulet.domain.desk;

import io.rivulet.domain.identity.SeriesId;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.series.SeriesEvent;
import io.rivulet.domain.series.SeriesPlan;
import io.rivulet.domain.session.PlaceInSeries;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is recorded about series. All of it is kept in memory: a series is some dozen events, and
 * its outcomes are asked for long after it ended. Confined to one thread.
 */
public final class SeriesBook {
  private static final class File {
    private final Map<String, SeriesEvent> events = new LinkedHashMap<>();
    private final Map<Integer, SessionId> held = new TreeMap<>();
    private Instant lastRecorded = Instant.MIN;
  }

  private final DeskRules rules;
  private final Map<SeriesId, File> files = new TreeMap<>();

  /** An empty book. */
  public SeriesBook(DeskRules rules) {
    this.rules = rules;
  }

  /** Takes what was recorded; the same event twice is one. */
  public void add(SeriesId series, SeriesEvent event) {
    File file = files.computeIfAbsent(series, id -> new File());
    if (file.events.putIfAbsent(event.eventId(), event) == null
        && event.recordedTime().isAfter(file.lastRecorded)) {
      file.lastRecorded = event.recordedTime();
    }
  }

  /** Takes which session was opened as which of a series; of several the latest counts. */
  public void add(PlaceInSeries place, SessionId session) {
    files.computeIfAbsent(place.series(), id -> new File()).held.put(place.number(), session);
  }

  /** Names of all series, sorted. */
  public List<SeriesId> all() {
    return List.copyOf(files.keySet());
  }

  /** What holds for a series, once it was opened. */
  public Optional<SeriesPlan> plan(SeriesId series) {
    return Optional.ofNullable(files.get(series))
        .map(file -> SeriesPlan.of(series, file.events.values()))
        .filter(plan -> plan.opened().isPresent());
  }

  /** The events of a series, in the order in which they arrived. */
  public Collection<SeriesEvent> events(SeriesId series) {
    return Optional.ofNullable(files.get(series))
        .map(file -> List.copyOf(file.events.values()))
        .orElse(List.of());
  }

  /** The sessions that were opened of a series, by number. */
  public Map<Integer, SessionId> sessions(SeriesId series) {
    return Optional.ofNullable(files.get(series))
        .map(file -> Map.copyOf(file.held))
        .orElse(Map.of());
  }

  Optional<SessionId> held(PlaceInSeries place) {
    return Optional.ofNullable(sessions(place.series()).get(place.number()));
  }

  Optional<SeriesEvent> find(SeriesId series, String eventId) {
    return Optional.ofNullable(files.get(series)).map(file -> file.events.get(eventId));
  }

  Instant lastRecorded(SeriesId series) {
    return files.get(series).lastRecorded;
  }

  boolean full() {
    return files.size() >= rules.openMax() * 10L;
  }

  /** A series that is known and takes more. */
  SeriesPlan open(SeriesId series) {
    SeriesPlan plan =
        plan(series)
            .orElseThrow(
                () -> Hearing.unknown("series " + series + " is not known; open it first"));
    if (plan.closed().isPresent()) {
      throw new Refusal(
          Decision.Why.CLOSED,
          "series " + series + " was closed at " + plan.closed().get() + "; open another one");
    }
    if (files.get(series).events.size() >= rules.eventsMax()) {
      throw new Refusal(
          Decision.Why.FULL, "series " + series + " has " + rules.eventsMax() + " events already");
    }
    return plan;
  }
}
