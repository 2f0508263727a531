package io.rivulet.console.course;

import io.rivulet.domain.session.SessionEvent;
import io.rivulet.domain.session.SessionPlan;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Everything to draw a session from its start.
 *
 * @param plan what was decided
 * @param at by the console's clock
 * @param position where to follow from; empty where nothing can be followed
 * @param landedBehindSeconds by how much landing is behind what the console has seen; empty where
 *     the course is complete
 * @param thinned readings left out
 * @param items the lists
 */
public record Course(
    SessionPlan plan,
    Instant at,
    Optional<String> position,
    OptionalDouble landedBehindSeconds,
    long thinned,
    CourseItems items) {

  /** As it goes into JSON. */
  public Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("session", plan.session().value());
    plan.opened().ifPresent(opened -> put(document, opened));
    plan.bindings().stream()
        .map(SessionEvent.DeviceBound::from)
        .min(Instant::compareTo)
        .ifPresent(started -> document.put("started", started));
    plan.closed().ifPresent(closed -> document.put("closed", closed));
    document.put("at", at);
    position.ifPresent(text -> document.put("position", text));
    document.put("complete", landedBehindSeconds.isEmpty());
    if (landedBehindSeconds.isPresent()) {
      document.put("landedBehindSeconds", landedBehindSeconds.getAsDouble());
    }
    document.put("thinned", thinned);
    document.putAll(items.all());
    return document;
  }

  private static void put(Map<String, Object> document, SessionEvent.Opened opened) {
    document.put("site", opened.site());
    document.put("subject", opened.subject());
    opened.drug().ifPresent(drug -> document.put("drug", drug));
    document.put("route", opened.route());
    document.put("opened", opened.recordedTime());
  }
}
