package io.rivulet.console.course;

import io.rivulet.domain.session.SessionEvent;
import io.rivulet.domain.session.SessionPlan;
import io.rivulet.schemas.record.DeviceBound;
import io.rivulet.schemas.record.DoseCharted;
import io.rivulet.schemas.record.DosePlanned;
import io.rivulet.schemas.record.ObservationCharted;
import io.rivulet.schemas.record.PhaseEntered;
import io.rivulet.schemas.record.PressureOrdered;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.record.SessionOpened;
import io.rivulet.schemas.record.WeightRecorded;
import io.rivulet.schemas.session.SessionEventMapping;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** What was decided about a session and holds, as items of a course. */
public final class Decisions {
  private final List<SessionEventRecord> standing;
  private final Map<String, WeightItem> weights = new HashMap<>();
  private final Map<String, String> corrected = new HashMap<>();
  private final CourseItems items = new CourseItems();

  private Decisions(List<SessionEventRecord> standing) {
    this.standing = standing;
  }

  /** Everything that stands; what was withdrawn, replaced or corrected is left out. */
  public static CourseItems of(Collection<SessionEventRecord> records) {
    Map<String, SessionEventRecord> byId =
        records.stream()
            .collect(Collectors.toMap(SessionEventRecord::getEventId, each -> each, (a, b) -> b));
    List<SessionEvent> events = byId.values().stream().map(SessionEventMapping::event).toList();
    return new Decisions(
            SessionPlan.standing(events).stream().map(event -> byId.get(event.eventId())).toList())
        .read();
  }

  /** What only adds to a course; empty for a decision that changes what was before. */
  public static Optional<CourseItems> addition(SessionEventRecord record) {
    return record.getEvent() instanceof PhaseEntered
            || record.getEvent() instanceof ObservationCharted
        ? Optional.of(new Decisions(List.of(record)).read())
        : Optional.empty();
  }

  private CourseItems read() {
    Set<String> replaced = new HashSet<>();
    for (SessionEventRecord record : standing) {
      if (record.getEvent() instanceof DeviceBound bound && bound.getReplaces() != null) {
        replaced.add(bound.getReplaces());
      }
    }
    for (SessionEventRecord record : standing) {
      if (!replaced.contains(record.getEventId())) {
        add(record);
      }
    }
    items.addAll(CourseList.WEIGHTS, weights.values());
    return items;
  }

  private void add(SessionEventRecord record) {
    String key = record.getEventId();
    String by = record.getRecordedBy();
    Instant recorded = record.getRecordedTime();
    Object event = record.getEvent();
    if (event instanceof SessionOpened e) {
      plan(e, key, by, recorded);
    } else if (event instanceof WeightRecorded e) {
      weigh(e, key, by, recorded);
    } else if (event instanceof DeviceBound e) {
      if (e.getTo() == null || e.getTo().isAfter(e.getFrom())) {
        items.add(
            CourseList.BINDINGS,
            new BindingItem(
                key, e.getDevice(), e.getFrom(), Optional.ofNullable(e.getTo()), by, recorded));
      }
    } else if (event instanceof PhaseEntered e) {
      items.add(
          CourseList.PHASES,
          new PhaseItem(
              key, e.getPhase(), e.getAt(), Optional.ofNullable(e.getReason()), by, recorded));
    } else if (event instanceof DosePlanned e) {
      items.add(
          CourseList.PLANS,
          new PlanItem(
              key,
              e.getFrom(),
              e.getDrug(),
              e.getDosePerKg(),
              e.getUnit(),
              whole(e.getDurationSeconds()),
              by,
              recorded));
    } else if (event instanceof PressureOrdered e) {
      items.add(
          CourseList.ORDERS, new OrderItem(key, e.getFrom(), e.getIntervalSeconds(), by, recorded));
    } else if (event instanceof DoseCharted e) {
      items.add(
          CourseList.CHARTED,
          new ChartedItem(
              key, e.getAt(), e.getDrug(), e.getRoute(), e.getAmount(), e.getUnit(), by, recorded));
    } else if (event instanceof ObservationCharted e) {
      items.add(
          CourseList.OBSERVATIONS,
          new ObservationItem(
              key,
              e.getAt(),
              e.getKind(),
              e.getScore() == null ? OptionalDouble.empty() : OptionalDouble.of(e.getScore()),
              Optional.ofNullable(e.getNote()),
              by,
              recorded));
    }
  }

  private void plan(SessionOpened e, String key, String by, Instant recorded) {
    if (e.getDrug() != null && e.getPlannedDosePerKg() != null && e.getPlannedUnit() != null) {
      items.add(
          CourseList.PLANS,
          new PlanItem(
              key,
              Instant.EPOCH,
              e.getDrug(),
              e.getPlannedDosePerKg(),
              e.getPlannedUnit(),
              whole(e.getPlannedDurationSeconds()),
              by,
              recorded));
    }
  }

  /** A correction takes the place, and so the start, of the weight that was wrong. */
  private void weigh(WeightRecorded e, String key, String by, Instant recorded) {
    String target = e.getCorrects() == null ? key : e.getCorrects();
    while (corrected.containsKey(target)) {
      target = corrected.get(target);
    }
    WeightItem wrong = weights.get(target);
    boolean corrects = e.getCorrects() != null && wrong != null;
    if (corrects) {
      corrected.put(key, target);
    }
    weights.put(
        corrects ? target : key,
        new WeightItem(
            key, corrects ? wrong.from() : e.getFrom(), e.getWeightKg(), corrects, by, recorded));
  }

  private static OptionalLong whole(Long value) {
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }
}
