package io.rivulet.domain.pressure;

import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.reading.Origin;
import io.rivulet.domain.reading.PressureComponent;
import io.rivulet.domain.reading.PressureSource;
import io.rivulet.domain.version.Versions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Follows the readings of one source in one session, in the order of their origins, and finds
 * excursions (CLINICAL.md section 2). {@link #next} takes one reading that is later than all
 * before; {@link #evaluate} takes a whole set and is what a late reading leads to. Both agree.
 *
 * @param session whose
 * @param source cuff or arterial line
 * @param watches where each comparison stands; an idle one is absent
 * @param readings distinct readings so far, implausible ones too
 * @param rejected implausible ones
 * @param notEvaluable readings without a limits profile to judge them
 * @param settledUnconfirmed pendings that came to nothing
 * @param latest the latest reading that was not refused
 * @param tip the latest reading of all
 */
public record PressureMonitor(
    SessionId session,
    PressureSource source,
    SortedMap<Comparison, Watch> watches,
    long readings,
    long rejected,
    long notEvaluable,
    long settledUnconfirmed,
    Optional<PressureReading> latest,
    Optional<Origin> tip) {
  /** Keeps an unmodifiable copy. */
  public PressureMonitor {
    watches = Collections.unmodifiableSortedMap(new TreeMap<>(watches));
  }

  /**
   * What one reading led to.
   *
   * @param monitor where things stand now
   * @param changed excursions that opened, went on or closed
   * @param implausible why the reading was refused
   */
  public record Step(
      PressureMonitor monitor, List<Excursion> changed, Optional<String> implausible) {}

  /**
   * What a whole set of readings leads to.
   *
   * @param monitor where things stand at its end
   * @param excursions all, in order of opening
   * @param rejected refused readings with the reason
   */
  public record Evaluation(
      PressureMonitor monitor, List<Excursion> excursions, Map<PressureReading, String> rejected) {}

  /** Before the first reading. */
  public static PressureMonitor idle(SessionId session, PressureSource source) {
    return new PressureMonitor(
        session,
        source,
        Collections.emptySortedMap(),
        0,
        0,
        0,
        0,
        Optional.empty(),
        Optional.empty());
  }

  /** Readings beyond a warning that nothing confirmed, those that still wait included. */
  public long unconfirmed() {
    return settledUnconfirmed
        + watches.values().stream().filter(Watch.Pending.class::isInstance).count();
  }

  /** Whether a reading is later than all that were seen, so that {@link #next} may take it. */
  public boolean isNext(PressureReading reading) {
    return tip.isEmpty() || tip.get().compareTo(reading.origin()) < 0;
  }

  /**
   * Takes one reading.
   *
   * @param reading later than all before
   * @param limits the version in force at its time, if there is any
   */
  public Step next(PressureReading reading, Optional<LimitsVersion> limits) {
    if (!isNext(reading)) {
      throw new IllegalArgumentException(reading.origin() + " is not after " + tip.get());
    }
    if (limits.isEmpty()) {
      return new Step(
          with(watches, 0, 1, 0, Optional.of(reading), reading), List.of(), Optional.empty());
    }
    Optional<String> implausible = limits.get().limits().implausibility(reading.pressure());
    if (implausible.isPresent()) {
      return new Step(with(watches, 1, 0, 0, latest, reading), List.of(), implausible);
    }
    return judge(reading, limits.get());
  }

  private Step judge(PressureReading reading, LimitsVersion limits) {
    TreeMap<Comparison, Watch> next = new TreeMap<>(watches);
    List<Excursion> changed = new ArrayList<>();
    long unconfirmed = 0;
    for (PressureComponent component : PressureComponent.values()) {
      OptionalDouble value = reading.pressure().component(component);
      if (value.isEmpty()) {
        continue;
      }
      for (Direction direction : Direction.values()) {
        Comparison comparison = new Comparison(component, direction);
        Transition transition =
            new Judgement(session, reading, comparison, value.getAsDouble(), limits)
                .apply(Optional.ofNullable(watches.get(comparison)));
        transition
            .watch()
            .ifPresentOrElse(w -> next.put(comparison, w), () -> next.remove(comparison));
        transition.changed().ifPresent(changed::add);
        unconfirmed += transition.unconfirmed() ? 1 : 0;
      }
    }
    return new Step(
        with(next, 0, 0, unconfirmed, Optional.of(reading), reading), changed, Optional.empty());
  }

  private PressureMonitor with(
      SortedMap<Comparison, Watch> nextWatches,
      int newRejected,
      int newNotEvaluable,
      long newUnconfirmed,
      Optional<PressureReading> nextLatest,
      PressureReading reading) {
    return new PressureMonitor(
        session,
        source,
        nextWatches,
        readings + 1,
        rejected + newRejected,
        notEvaluable + newNotEvaluable,
        settledUnconfirmed + newUnconfirmed,
        nextLatest,
        Optional.of(reading.origin()));
  }

  /**
   * Follows a whole set of readings from the start.
   *
   * @param ordered distinct readings of one source in the order of their origins
   * @param limits the versions of limits through the session
   */
  public static Evaluation evaluate(
      SessionId session,
      PressureSource source,
      Iterable<PressureReading> ordered,
      Versions<LimitsVersion> limits) {
    PressureMonitor monitor = idle(session, source);
    Map<String, Excursion> excursions = new LinkedHashMap<>();
    Map<PressureReading, String> rejected = new LinkedHashMap<>();
    for (PressureReading reading : ordered) {
      Step step = monitor.next(reading, limits.asOf(reading.origin().time()));
      step.changed().forEach(excursion -> excursions.put(excursion.id(), excursion));
      step.implausible().ifPresent(reason -> rejected.put(reading, reason));
      monitor = step.monitor();
    }
    return new Evaluation(monitor, List.copyOf(excursions.values()), rejected);
  }
}
