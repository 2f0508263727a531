package io.rivulet.store.read;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A weight as it was recorded (CLINICAL.md section 1).
 *
 * @param eventId of the event
 * @param recorded when it was recorded
 * @param from from when it holds
 * @param weightKg kg
 * @param corrects the weight it stands in for, from that one's start on
 */
record RecordedWeight(
    String eventId, Instant recorded, Instant from, double weightKg, Optional<String> corrects) {

  /**
   * The weight that holds at this instant: the latest that began by then, or else the first, which
   * also holds before its start. Of two with one start the one recorded later.
   */
  static OptionalDouble inForce(List<RecordedWeight> weights, Instant at) {
    Map<String, RecordedWeight> byId =
        weights.stream()
            .collect(Collectors.toMap(RecordedWeight::eventId, Function.identity(), (a, b) -> a));
    Set<String> corrected = new HashSet<>();
    weights.forEach(weight -> weight.corrects.ifPresent(corrected::add));
    List<RecordedWeight> standing =
        weights.stream()
            .filter(weight -> !corrected.contains(weight.eventId))
            .map(weight -> weight.begunWith(byId))
            .sorted(
                Comparator.comparing(RecordedWeight::from)
                    .thenComparing(RecordedWeight::recorded)
                    .thenComparing(RecordedWeight::eventId))
            .toList();
    if (standing.isEmpty()) {
      return OptionalDouble.empty();
    }
    Instant first = standing.get(0).from;
    Instant asked = at.isBefore(first) ? first : at;
    return standing.stream()
        .filter(weight -> !weight.from.isAfter(asked))
        .mapToDouble(RecordedWeight::weightKg)
        .reduce((earlier, later) -> later);
  }

  /** This weight with the start of what it corrects, through any number of corrections. */
  private RecordedWeight begunWith(Map<String, RecordedWeight> byId) {
    RecordedWeight root = this;
    for (int steps = 0; steps < byId.size(); steps++) {
      RecordedWeight previous = root.corrects.map(byId::get).orElse(null);
      if (previous == null) {
        break;
      }
      root = previous;
    }
    return new RecordedWeight(eventId, recorded, root.from, weightKg, corrects);
  }
}
