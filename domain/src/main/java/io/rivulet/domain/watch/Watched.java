package io.rivulet.domain.watch;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.session.SessionEvent;
import io.rivulet.domain.version.Versions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a session's plan says that its watch needs.
 *
 * @param session whose devices
 * @param site the clinic, where it is known
 * @param served by device, the times through which it serves the session, in order and without
 *     overlaps; at most {@value #DEVICES_MAX} devices, the first by name: further ones are not
 *     watched
 * @param orders how often pressure is to be taken; before the first order it is not ordered
 * @param overdueFactors what the session's limits say of how many ordered intervals may pass
 *     without a pressure; empty where a version does not say
 */
public record Watched(
    SessionId session,
    Optional<String> site,
    SortedMap<DeviceId, List<Span>> served,
    Versions<Duration> orders,
    Versions<OptionalDouble> overdueFactors) {
  /** Devices of one session that are watched. */
  public static final int DEVICES_MAX = 64;

  /** Copies the map. */
  public Watched {
    served = Collections.unmodifiableSortedMap(new TreeMap<>(served));
  }

  /**
   * From a plan.
   *
   * @param bindings those that hold; where several of one device meet or overlap they are one
   * @param closed when the session ended, after which nothing is watched
   */
  public static Watched of(
      SessionId session,
      Optional<String> site,
      List<SessionEvent.DeviceBound> bindings,
      Optional<Instant> closed,
      Versions<Duration> orders,
      Versions<OptionalDouble> overdueFactors) {
    Instant last = closed.orElse(Instant.MAX);
    TreeMap<DeviceId, List<Span>> spans = new TreeMap<>();
    for (SessionEvent.DeviceBound binding : bindings) {
      Instant to = Span.earlier(binding.to().orElse(Instant.MAX), last);
      if (binding.from().isBefore(to)) {
        spans
            .computeIfAbsent(binding.device(), device -> new ArrayList<>(1))
            .add(new Span(binding.from(), to));
      }
    }
    while (spans.size() > DEVICES_MAX) {
      spans.pollLastEntry();
    }
    spans.replaceAll((device, each) -> Span.union(each));
    return new Watched(session, site, spans, orders, overdueFactors);
  }

  /**
   * How long pressure may be missing: by the factor of the limits that held when the wait began, or
   * the site's where they do not say.
   */
  Duration allowed(Duration interval, Instant base, WatchRules rules) {
    return rules.allowed(interval, overdueFactors.asOf(base).orElse(OptionalDouble.empty()));
  }

  /** Whether there is anything to watch at an instant or after it. */
  public boolean goesOn(Instant now) {
    for (List<Span> spans : served.values()) {
      if (spans.get(spans.size() - 1).to().isAfter(now)) {
        return true;
      }
    }
    return false;
  }
}
