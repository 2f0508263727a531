package io.rivulet.domain.desk;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.session.SessionEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Which device served which session when, over all sessions. Confined to one thread. */
final class DeviceBindings {
  /** A binding and whose it is. */
  record Held(SessionId session, SessionEvent.DeviceBound binding) {
    /** Whether it holds at some time between; it ends with its session at the latest. */
    boolean overlaps(Instant from, Optional<Instant> to, Optional<Instant> closed) {
      Optional<Instant> end = earlier(binding.to(), closed);
      boolean lasts = end.map(binding.from()::isBefore).orElse(true);
      return lasts
          && end.map(from::isBefore).orElse(true)
          && to.map(binding.from()::isBefore).orElse(true);
    }
  }

  private final Function<SessionId, Optional<Instant>> closed;
  private final Map<DeviceId, Map<String, Held>> byDevice = new HashMap<>();

  /**
   * No bindings.
   *
   * @param closed when a session was closed
   */
  DeviceBindings(Function<SessionId, Optional<Instant>> closed) {
    this.closed = closed;
  }

  void add(SessionId session, SessionEvent.DeviceBound binding) {
    Map<String, Held> bindings =
        byDevice.computeIfAbsent(binding.device(), device -> new LinkedHashMap<>());
    binding.replaces().ifPresent(bindings::remove);
    // One that holds for no time stays too: its time of recording and its id still count.
    bindings.put(binding.eventId(), new Held(session, binding));
  }

  Collection<Held> of(DeviceId device) {
    return List.copyOf(byDevice.getOrDefault(device, Map.of()).values());
  }

  /** When the device's latest binding was recorded. */
  Instant lastRecorded(DeviceId device) {
    return of(device).stream()
        .map(held -> held.binding().recordedTime())
        .max(Instant::compareTo)
        .orElse(Instant.MIN);
  }

  /** The first binding of a device that holds at some time between, those of one id left out. */
  Optional<Held> overlapping(
      DeviceId device, Instant from, Optional<Instant> to, Optional<String> except) {
    return of(device).stream()
        .filter(held -> !except.equals(Optional.of(held.binding().eventId())))
        .filter(held -> held.overlaps(from, to, closed.apply(held.session())))
        .findFirst();
  }

  /** Forgets what ended before an instant. */
  void forgetBefore(Instant instant) {
    byDevice.values().forEach(held -> held.values().removeIf(one -> endedBefore(one, instant)));
    byDevice.values().removeIf(Map::isEmpty);
  }

  private boolean endedBefore(Held held, Instant instant) {
    return earlier(held.binding().to(), closed.apply(held.session()))
        .map(end -> end.isBefore(instant))
        .orElse(false);
  }

  private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
    return Stream.of(one, other).flatMap(Optional::stream).min(Instant::compareTo);
  }
}
