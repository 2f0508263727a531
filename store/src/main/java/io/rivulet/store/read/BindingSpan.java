package io.rivulet.store.read;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A stretch of time in which a device served one session.
 *
 * @param session the session
 * @param device the device
 * @param from inclusive
 * @param to exclusive; empty where it lasts
 */
record BindingSpan(String session, String device, Instant from, Optional<Instant> to) {
  /**
   * A binding as it was recorded.
   *
   * @param eventId of the event
   * @param recorded when
   * @param span what it says
   */
  record Recorded(String eventId, Instant recorded, BindingSpan span) {}

  private static final Comparator<Recorded> LATEST_FIRST =
      Comparator.comparing(Recorded::recorded).thenComparing(Recorded::eventId).reversed();

  /**
   * Who had one device when: at each instant the binding recorded latest of those that cover it,
   * which is how attribution decides.
   *
   * @param bindings of one device, the replaced ones left out
   * @return stretches that do not overlap, in order of time
   */
  static List<BindingSpan> resolve(List<Recorded> bindings) {
    List<Recorded> latestFirst = bindings.stream().sorted(LATEST_FIRST).toList();
    TreeSet<Instant> edges = new TreeSet<>();
    for (Recorded binding : latestFirst) {
      edges.add(binding.span.from);
      binding.span.to.ifPresent(edges::add);
    }
    List<BindingSpan> resolved = new ArrayList<>();
    for (Instant from : edges) {
      Optional<Instant> to = Optional.ofNullable(edges.higher(from));
      latestFirst.stream()
          .map(Recorded::span)
          .filter(span -> span.covers(from))
          .findFirst()
          .ifPresent(span -> resolved.add(new BindingSpan(span.session, span.device, from, to)));
    }
    return resolved;
  }

  private boolean covers(Instant instant) {
    return !instant.isBefore(from) && to.map(instant::isBefore).orElse(true);
  }
}
