package io.rivulet.streams.session;

import io.rivulet.domain.alert.Alert;
import io.rivulet.domain.alert.AlertStatement;
import io.rivulet.domain.alert.Alerts;
import io.rivulet.domain.vitals.Excursion;
import io.rivulet.schemas.alert.AlertMapping;
import io.rivulet.schemas.record.AlertRecord;
import io.rivulet.schemas.record.ExcursionRecord;
import io.rivulet.schemas.record.PressureMonitorState;
import io.rivulet.streams.timeline.TimelineKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The excursions that were stated, so that later data can correct them under the same id. */
final class StatedExcursions {
  private final KeyValueStore<Bytes, ExcursionRecord> store;

  StatedExcursions(KeyValueStore<Bytes, ExcursionRecord> store) {
    this.store = store;
  }

  /** States an excursion as it stands now, with its alert. */
  void state(byte[] owner, Excursion excursion, PressureMonitorState state, Emission out) {
    Bytes key = key(owner, excursion.id());
    ExcursionRecord before = store.get(key);
    boolean stood = before != null && !before.getWithdrawn();
    if (!stood) {
      state.setExcursions(state.getExcursions() + 1);
    }
    emit(
        key,
        MonitorState.record(excursion, before == null ? 1 : before.getRevision() + 1),
        state,
        out);
  }

  /**
   * Makes what was stated agree with a new evaluation: what changed is stated again, what is gone
   * is withdrawn and names the excursion that took its place.
   *
   * @return whether anything was stated
   */
  boolean restate(byte[] owner, List<Excursion> found, PressureMonitorState state, Emission out) {
    Map<String, Excursion> now = new LinkedHashMap<>();
    found.forEach(excursion -> now.put(excursion.id(), excursion));
    boolean changed = false;
    for (ExcursionRecord before : all(owner)) {
      Excursion after = now.remove(before.getId());
      if (after == null && !before.getWithdrawn()) {
        withdraw(owner, before, successor(before, found), state, out);
        changed = true;
      } else if (after != null && differs(before, after)) {
        state(owner, after, state, out);
        changed = true;
      }
    }
    for (Excursion added : now.values()) {
      state(owner, added, state, out);
      changed = true;
    }
    return changed;
  }

  private static boolean differs(ExcursionRecord before, Excursion after) {
    return before.getWithdrawn() || !MonitorState.excursion(before).equals(after);
  }

  private static Optional<String> successor(ExcursionRecord gone, List<Excursion> found) {
    Excursion before = MonitorState.excursion(gone);
    return found.stream().filter(before::overlaps).map(Excursion::id).findFirst();
  }

  private void withdraw(
      byte[] owner,
      ExcursionRecord before,
      Optional<String> successor,
      PressureMonitorState state,
      Emission out) {
    ExcursionRecord withdrawn =
        ExcursionRecord.newBuilder(before)
            .setRevision(before.getRevision() + 1)
            .setWithdrawn(true)
            .setSuccessor(successor.orElse(null))
            .build();
    state.setExcursions(state.getExcursions() - 1);
    emit(key(owner, before.getId()), withdrawn, state, out);
  }

  private void emit(Bytes key, ExcursionRecord record, PressureMonitorState state, Emission out) {
    store.put(key, record);
    state.setExcursionStatements(state.getExcursionStatements() + 1);
    out.emit(record.getSession(), record);
    out.emit(record.getSession(), alert(record));
  }

  private static AlertRecord alert(ExcursionRecord record) {
    Alert alert = Alerts.of(MonitorState.excursion(record));
    return AlertMapping.record(
        record.getWithdrawn()
            ? new AlertStatement.Withdrawn(alert, Optional.empty())
            : new AlertStatement.Changed(alert),
        record.getRevision());
  }

  private List<ExcursionRecord> all(byte[] owner) {
    List<ExcursionRecord> found = new ArrayList<>();
    try (KeyValueIterator<Bytes, ExcursionRecord> entries =
        store.range(TimelineKey.first(owner), TimelineKey.last(owner))) {
      entries.forEachRemaining(entry -> found.add(entry.value));
    }
    return found;
  }

  private static Bytes key(byte[] owner, String id) {
    byte[] name = id.getBytes(StandardCharsets.UTF_8);
    byte[] key = Arrays.copyOf(owner, owner.length + name.length);
    System.arraycopy(name, 0, key, owner.length, name.length);
    return Bytes.wrap(key);
  }
}
