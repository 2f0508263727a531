package io.rivulet.domain.series;

import io.rivulet.domain.identity.SeriesId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/**
 * What holds for a series, worked out from the set of its events: the same events in any order give
 * the same plan.
 *
 * @param series which
 * @param opened how it began, once that is known
 * @param steps planned sessions, in order
 * @param decided doses that a person decided on, by session number
 * @param outcomes by time
 * @param closed when it ended
 */
public record SeriesPlan(
    SeriesId series,
    Optional<SeriesEvent.Opened> opened,
    List<SeriesStep> steps,
    Map<Integer, SeriesEvent.DoseSet> decided,
    List<SeriesEvent.OutcomeRecorded> outcomes,
    Optional<Instant> closed) {
  /** Copies what it is given. */
  public SeriesPlan {
    steps = List.copyOf(steps);
    decided = Map.copyOf(decided);
    outcomes = List.copyOf(outcomes);
  }

  /** The plan that these events make; an event that is there twice counts once. */
  public static SeriesPlan of(SeriesId series, Collection<SeriesEvent> events) {
    Map<String, SeriesEvent> distinct = new HashMap<>();
    events.forEach(event -> distinct.put(event.eventId(), event));
    List<SeriesEvent> ordered = new ArrayList<>(distinct.values());
    ordered.sort(
        Comparator.comparing(SeriesEvent::recordedTime).thenComparing(SeriesEvent::eventId));
    Set<String> withdrawn = withdrawn(ordered);
    Fold fold = new Fold();
    ordered.stream().filter(event -> !withdrawn.contains(event.eventId())).forEach(fold::add);
    return fold.plan(series);
  }

  /** The dose of one session, in the series' unit per kg: what was decided, or what is planned. */
  public OptionalDouble dosePerKg(int number) {
    SeriesEvent.DoseSet set = decided.get(number);
    if (set != null) {
      return OptionalDouble.of(set.dosePerKg());
    }
    return steps.stream()
        .filter(step -> step.number() == number)
        .mapToDouble(SeriesStep::dosePerKg)
        .findFirst();
  }

  /** What later totals of an instrument are compared with: the latest before the first session. */
  public Optional<SeriesEvent.OutcomeRecorded> baseline(Instrument instrument) {
    return outcomes.stream()
        .filter(outcome -> outcome.instrument() == instrument && outcome.baseline())
        .reduce((earlier, later) -> later);
  }

  private static Set<String> withdrawn(List<SeriesEvent> ordered) {
    Set<String> withdrawn = new HashSet<>();
    for (int i = ordered.size() - 1; i >= 0; i--) {
      if (ordered.get(i) instanceof SeriesEvent.EventWithdrawn e
          && !withdrawn.contains(e.eventId())) {
        withdrawn.add(e.event());
      }
    }
    ordered.stream()
        .filter(event -> event instanceof SeriesEvent.Opened)
        .forEach(event -> withdrawn.remove(event.eventId()));
    return withdrawn;
  }

  private static final class Fold {
    private Optional<SeriesEvent.Opened> opened = Optional.empty();
    private List<SeriesStep> replanned = List.of();
    private final Map<Integer, SeriesEvent.DoseSet> decided = new TreeMap<>();
    private final List<SeriesEvent.OutcomeRecorded> outcomes = new ArrayList<>();
    private Optional<Instant> closed = Optional.empty();

    void add(SeriesEvent event) {
      if (event instanceof SeriesEvent.Opened e) {
        opened = opened.or(() -> Optional.of(e));
      } else if (event instanceof SeriesEvent.Planned e) {
        replanned = e.steps();
      } else if (event instanceof SeriesEvent.DoseSet e) {
        decided.put(e.number(), e);
      } else if (event instanceof SeriesEvent.OutcomeRecorded e) {
        outcomes.add(e);
      } else if (event instanceof SeriesEvent.Closed e) {
        closed = Optional.of(e.at());
      }
    }

    SeriesPlan plan(SeriesId series) {
      outcomes.sort(Comparator.comparing(SeriesEvent.OutcomeRecorded::at));
      List<SeriesStep> steps =
          replanned.isEmpty() ? opened.map(SeriesEvent.Opened::steps).orElse(List.of()) : replanned;
      return new SeriesPlan(series, opened, steps, decided, outcomes, closed);
    }
  }
}
