package io.rivulet.streams.alert;

import io.rivulet.domain.alert.Alert;
import io.rivulet.domain.alert.AlertStatement;
import io.rivulet.domain.alert.Restatement;
import io.rivulet.schemas.alert.AlertMapping;
import io.rivulet.schemas.record.AlertRecord;
import io.rivulet.streams.live.Recent;
import io.rivulet.streams.timeline.TimelineKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The alerts that were stated, by owner: one rule about one session or device. A rule says all that
 * it finds, and what differs from what was stated comes back as records with revisions that count
 * up. Confined to the task's thread.
 *
 * <p>Of an owner at most {@value #MOST} alerts are stated and {@value #KEPT} kept; where a rule
 * finds more, the oldest that are over stay as they were stated. Where nothing differs from the
 * last time, the store is not read.
 */
public final class StatedAlerts {
  static final int MOST = 256;
  static final int KEPT = 2 * MOST;

  private static final int OWNERS_IN_MEMORY = 20_000;
  private static final Comparator<Alert> OVER_AND_OLDEST_FIRST =
      Comparator.comparing(Alert::present).thenComparing(Alert::start).thenComparing(Alert::id);

  private final KeyValueStore<Bytes, AlertRecord> store;
  private long forgotten;
  private final Map<String, Set<Alert>> last = new Recent<>(OWNERS_IN_MEMORY);

  /** Over a store that this class alone writes to. */
  public StatedAlerts(KeyValueStore<Bytes, AlertRecord> store) {
    this.store = store;
  }

  /**
   * What is to be stated so that the statements agree with what is found.
   *
   * @param key of the topic: the session, or the device where there is none
   * @param rule which rule; with the key it names the owner
   * @param found everything the rule finds now
   * @param finalBefore alerts that ended earlier are settled, because the rule no longer looks at
   *     what led to them; {@link Instant#MIN} where it looks at everything
   * @return records for the alerts topic, in order
   */
  public List<AlertRecord> restate(
      String key, String rule, Collection<Alert> found, Instant finalBefore) {
    Set<Alert> all = Set.copyOf(found);
    if (all.equals(last.put(key + '\0' + rule, all))) {
      return List.of();
    }
    byte[] owner = TimelineKey.owner(key, rule);
    Map<String, AlertRecord> stated = stated(owner);
    List<Alert> before = new ArrayList<>();
    stated.values().stream()
        .filter(record -> !record.getWithdrawn())
        .forEach(record -> before.add(AlertMapping.alert(record)));
    List<AlertRecord> records = new ArrayList<>();
    Bounded bounded = Bounded.of(all, finalBefore);
    for (AlertStatement statement :
        Restatement.restate(before, bounded.alerts, bounded.finalBefore)) {
      AlertRecord earlier = stated.get(statement.alert().id());
      AlertRecord record =
          AlertMapping.record(statement, earlier == null ? 1 : earlier.getRevision() + 1);
      stated.put(record.getId(), record);
      store.put(TimelineKey.named(owner, record.getId()), record);
      records.add(record);
    }
    forget(owner, stated, bounded.alerts);
    return records;
  }

  /** Forgets what was stated; the statements stand. */
  public void settle(String key, String rule) {
    byte[] owner = TimelineKey.owner(key, rule);
    stated(owner).keySet().forEach(id -> store.delete(TimelineKey.named(owner, id)));
    last.remove(key + '\0' + rule);
  }

  /** Alerts that were let go of for want of room, since the task began. */
  public long forgotten() {
    return forgotten;
  }

  /** As many of the alerts as are stated, and up to when the others are settled. */
  private record Bounded(List<Alert> alerts, Instant finalBefore) {
    static Bounded of(Collection<Alert> found, Instant finalBefore) {
      List<Alert> ordered = new ArrayList<>(found);
      if (ordered.size() <= MOST) {
        return new Bounded(ordered, finalBefore);
      }
      ordered.sort(OVER_AND_OLDEST_FIRST);
      List<Alert> beyond = ordered.subList(0, ordered.size() - MOST);
      Instant settled = finalBefore;
      for (Alert alert : beyond) {
        Instant end = alert.end().orElse(alert.start()).plus(1, ChronoUnit.MICROS);
        settled = end.isAfter(settled) ? end : settled;
      }
      return new Bounded(ordered.subList(beyond.size(), ordered.size()), settled);
    }
  }

  /** What is stated no more and was stated longest ago goes, so that the store stays bounded. */
  private void forget(byte[] owner, Map<String, AlertRecord> stated, List<Alert> found) {
    if (stated.size() <= KEPT) {
      return;
    }
    Set<String> kept = found.stream().map(Alert::id).collect(Collectors.toSet());
    List<AlertRecord> oldest =
        stated.values().stream()
            .filter(record -> !kept.contains(record.getId()))
            .sorted(Comparator.comparing(AlertRecord::getStart).thenComparing(AlertRecord::getId))
            .limit(stated.size() - KEPT)
            .toList();
    oldest.forEach(record -> store.delete(TimelineKey.named(owner, record.getId())));
    forgotten += oldest.size();
  }

  private Map<String, AlertRecord> stated(byte[] owner) {
    Map<String, AlertRecord> stated = new LinkedHashMap<>();
    try (KeyValueIterator<Bytes, AlertRecord> entries =
        store.range(TimelineKey.first(owner), TimelineKey.last(owner))) {
      while (entries.hasNext()) {
        KeyValue<Bytes, AlertRecord> entry = entries.next();
        stated.put(entry.value.getId(), entry.value);
      }
    }
    return stated;
  }
}
