package io.rivulet.streams.session;

import io.rivulet.domain.alert.AlertStatement;
import io.rivulet.domain.alert.Alerts;
import io.rivulet.domain.vitals.Excursion;
import io.rivulet.schemas.alert.AlertMapping;
import io.rivulet.schemas.record.ExcursionRecord;
import io.rivulet.streams.timeline.TimelineKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The excursions that were stated, so that later data can correct them under the same id. */
final class StatedExcursions {
  private final KeyValueStore<Bytes, ExcursionRecord> store;
  private final Function<String, Optional<String>> siteOf;

  /**
   * Over a store that this class alone writes to.
   *
   * @param siteOf the clinic of a session, where it is known
   */
  StatedExcursions(
      KeyValueStore<Bytes, ExcursionRecord> store, Function<String, Optional<String>> siteOf) {
    this.store = store;
    this.siteOf = siteOf;
  }

  /** States an excursion as it stands now, with its alert. */
  void state(VitalCourse course, Excursion excursion, Emission out) {
    Bytes key = TimelineKey.named(owner(course), excursion.id());
    ExcursionRecord before = store.get(key);
    boolean stood = before != null && !before.getWithdrawn();
    if (!stood) {
      course.excursions++;
    }
    emit(
        key,
        ExcursionRecords.record(excursion, before == null ? 1 : before.getRevision() + 1),
        new AlertStatement.Changed(Alerts.of(excursion, siteOf.apply(course.session()))),
        course,
        out);
  }

  /**
   * Makes what was stated agree with a new evaluation: what changed is stated again, what is gone
   * is withdrawn and names the excursion that took its place. What ended before the base is final.
   */
  void restate(VitalCourse course, List<Excursion> found, Emission out) {
    Map<String, Excursion> now = new LinkedHashMap<>();
    found.forEach(excursion -> now.put(excursion.id(), excursion));
    for (ExcursionRecord before : all(owner(course))) {
      Excursion after = now.remove(before.getId());
      if (after == null && !before.getWithdrawn() && !isFinal(course, before)) {
        withdraw(course, before, successor(before, found), out);
      } else if (after != null && differs(before, after)) {
        state(course, after, out);
      }
    }
    for (Excursion added : now.values()) {
      state(course, added, out);
    }
  }

  /** States all that stands again: the session's site, which its alerts name, is another. */
  void stateAgain(VitalCourse course, Emission out) {
    for (ExcursionRecord stated : all(owner(course))) {
      if (!stated.getWithdrawn()) {
        state(course, ExcursionRecords.excursion(stated), out);
      }
    }
  }

  private static boolean isFinal(VitalCourse course, ExcursionRecord stated) {
    return stated.getEnd() != null
        && course.folded().isPresent()
        && stated.getEnd().isBefore(course.folded().get().time());
  }

  private static byte[] owner(VitalCourse course) {
    return TimelineKey.owner(course.session(), course.source().name());
  }

  private static boolean differs(ExcursionRecord before, Excursion after) {
    return before.getWithdrawn() || !ExcursionRecords.excursion(before).equals(after);
  }

  private static Optional<Excursion> successor(ExcursionRecord gone, List<Excursion> found) {
    Excursion before = ExcursionRecords.excursion(gone);
    return found.stream().filter(before::overlaps).findFirst();
  }

  private void withdraw(
      VitalCourse course, ExcursionRecord before, Optional<Excursion> successor, Emission out) {
    ExcursionRecord withdrawn =
        ExcursionRecord.newBuilder(before)
            .setRevision(before.getRevision() + 1)
            .setWithdrawn(true)
            .setSuccessor(successor.map(Excursion::id).orElse(null))
            .build();
    course.excursions--;
    AlertStatement statement =
        new AlertStatement.Withdrawn(
            Alerts.of(ExcursionRecords.excursion(before), siteOf.apply(course.session())),
            successor.map(excursion -> Alerts.of(excursion).id()));
    emit(TimelineKey.named(owner(course), before.getId()), withdrawn, statement, course, out);
  }

  private void emit(
      Bytes key,
      ExcursionRecord record,
      AlertStatement statement,
      VitalCourse course,
      Emission out) {
    store.put(key, record);
    course.excursionStatements++;
    out.emit(record.getSession(), record);
    out.emit(record.getSession(), AlertMapping.record(statement, record.getRevision()));
  }

  private List<ExcursionRecord> all(byte[] owner) {
    List<ExcursionRecord> found = new ArrayList<>();
    try (KeyValueIterator<Bytes, ExcursionRecord> entries =
        store.range(TimelineKey.first(owner), TimelineKey.last(owner))) {
      entries.forEachRemaining(entry -> found.add(entry.value));
    }
    return found;
  }
}
