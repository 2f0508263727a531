package io.rivulet.domain.vitals;

import io.rivulet.domain.reading.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where the readings of one measurement in one session stand. An immutable value.
 *
 * @param watches where each comparison stands; an idle one is absent
 * @param closed excursions that are over and not yet forgotten, in the order they ended
 * @param baseline what is known of the subject's own values
 * @param counts what became of the readings
 * @param latest the latest reading that was not refused
 * @param tip the latest reading of all
 */
public record VitalStanding(
    SortedMap<Comparison, Watch> watches,
    List<Excursion> closed,
    Baseline baseline,
    ReadingCounts counts,
    Optional<VitalReading> latest,
    Optional<Origin> tip) {
  private static final Comparator<Excursion> ORDER =
      Comparator.comparing(Excursion::start).thenComparing(Excursion::comparison);

  /** Before the first reading. */
  public static final VitalStanding IDLE =
      new VitalStanding(
          new TreeMap<>(),
          List.of(),
          Baseline.NONE,
          ReadingCounts.ZERO,
          Optional.empty(),
          Optional.empty());

  /** Keeps unmodifiable copies. */
  public VitalStanding {
    watches =
        watches.isEmpty()
            ? Collections.emptySortedMap()
            : Collections.unmodifiableSortedMap(new TreeMap<>(watches));
    closed = List.copyOf(closed);
  }

  /** Every excursion that is not forgotten, over or not, by start. */
  public List<Excursion> excursions() {
    List<Excursion> all = new ArrayList<>(closed);
    for (Watch watch : watches.values()) {
      if (watch instanceof Watch.Open open) {
        all.add(open.excursion());
      }
    }
    all.sort(ORDER);
    return all;
  }

  /** Runs beyond a warning that nothing confirmed, those that still wait included. */
  public long unconfirmed() {
    return counts.settledUnconfirmed()
        + watches.values().stream().filter(Watch.Pending.class::isInstance).count();
  }

  /** Without the excursions that ended before an instant. */
  VitalStanding forget(Instant before) {
    if (closed.stream().noneMatch(excursion -> endedBefore(excursion, before))) {
      return this;
    }
    return new VitalStanding(
        watches,
        closed.stream().filter(excursion -> !endedBefore(excursion, before)).toList(),
        baseline,
        counts,
        latest,
        tip);
  }

  private static boolean endedBefore(Excursion excursion, Instant before) {
    return excursion.end().orElseThrow().isBefore(before);
  }
}
