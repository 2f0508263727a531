package io.rivulet.domain.desk;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.identity.StableId;
import io.rivulet.domain.session.SessionEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides about devices: none serves two sessions at once. */
final class BindingDecisions {
  private final DeviceBindings devices;

  BindingDecisions(DeviceBindings devices) {
    this.devices = devices;
  }

  SessionEvent bind(SessionCommand.BindDevice c, SessionFile file, Hearing hearing) {
    SessionEvent.DeviceBound bound =
        new SessionEvent.DeviceBound(
            hearing.eventId(),
            hearing.recordedAfter(file.lastRecorded(), devices.lastRecorded(c.device())),
            c.device(),
            c.from(),
            c.to(),
            Optional.empty());
    if (!bound.lasts()) {
      throw new IllegalArgumentException(
          "binding of " + c.device() + " from " + c.from() + " holds for no time");
    }
    requireUnusedId(c.device(), hearing.eventId());
    requireFree(c.device(), c.from(), c.to(), Optional.empty());
    return bound;
  }

  SessionEvent unbind(SessionCommand.UnbindDevice c, SessionFile file, Hearing hearing) {
    SessionEvent.DeviceBound binding =
        file.plan().bindings().stream()
            .filter(one -> one.device().equals(c.device()))
            .filter(one -> one.covers(c.at()) || one.to().isEmpty() && one.from().equals(c.at()))
            .findFirst()
            .orElseThrow(
                () ->
                    Hearing.conflict(
                        "device "
                            + c.device()
                            + " is not bound to session "
                            + c.session()
                            + " at "
                            + c.at()
                            + "; bound are "
                            + bindingsOf(file)));
    return replacing(binding, binding.from(), Optional.of(c.at()), file, hearing);
  }

  SessionEvent rebind(SessionCommand.RebindDevice c, SessionFile file, Hearing hearing) {
    SessionEvent.DeviceBound binding =
        file.plan().bindings().stream()
            .filter(one -> one.eventId().equals(c.binding()))
            .findFirst()
            .orElseThrow(
                () ->
                    Hearing.unknown(
                        "session "
                            + c.session()
                            + " has no binding "
                            + c.binding()
                            + " that holds; bound are "
                            + bindingsOf(file)));
    requireFree(binding.device(), c.from(), c.to(), Optional.of(binding.eventId()));
    return replacing(binding, c.from(), c.to(), file, hearing);
  }

  /** Takes a binding back: one that holds for no time takes its place. */
  SessionEvent withdraw(SessionEvent.DeviceBound binding, SessionFile file, Hearing hearing) {
    return replacing(binding, binding.from(), Optional.of(binding.from()), file, hearing);
  }

  /** Ends what still holds at an instant, and takes back what would begin later. */
  List<SessionEvent> endAt(Instant at, Instant recorded, SessionFile file, Hearing hearing) {
    List<SessionEvent> ends = new ArrayList<>();
    Instant time = recorded;
    for (SessionEvent.DeviceBound binding : file.plan().bindings()) {
      if (binding.to().map(end -> end.isAfter(at)).orElse(true)) {
        Instant end = binding.from().isAfter(at) ? binding.from() : at;
        ends.add(
            new SessionEvent.DeviceBound(
                StableId.of(hearing.eventId(), binding.eventId()),
                time,
                binding.device(),
                binding.from(),
                Optional.of(end),
                Optional.of(binding.eventId())));
        time = time.plus(1, ChronoUnit.MICROS);
      }
    }
    return ends;
  }

  private SessionEvent replacing(
      SessionEvent.DeviceBound binding,
      Instant from,
      Optional<Instant> to,
      SessionFile file,
      Hearing hearing) {
    requireUnusedId(binding.device(), hearing.eventId());
    return new SessionEvent.DeviceBound(
        hearing.eventId(),
        hearing.recordedAfter(file.lastRecorded(), devices.lastRecorded(binding.device())),
        binding.device(),
        from,
        to,
        Optional.of(binding.eventId()));
  }

  /** A device's bindings are known by their ids, whichever session they are of. */
  private void requireUnusedId(DeviceId device, String eventId) {
    devices.of(device).stream()
        .filter(held -> held.binding().eventId().equals(eventId))
        .findFirst()
        .ifPresent(
            held -> {
              throw Hearing.conflict(
                  "eventId "
                      + eventId
                      + " is used by session "
                      + held.session()
                      + "; choose another");
            });
  }

  private void requireFree(
      DeviceId device, Instant from, Optional<Instant> to, Optional<String> except) {
    Optional<DeviceBindings.Held> held = devices.overlapping(device, from, to, except);
    if (held.isPresent()) {
      SessionId session = held.get().session();
      throw Hearing.conflict(
          "device "
              + device
              + " serves session "
              + session
              + " "
              + span(held.get().binding())
              + "; end that binding first, or bind it for another time");
    }
  }

  private static String bindingsOf(SessionFile file) {
    List<String> bindings =
        file.plan().bindings().stream()
            .map(one -> one.device() + " " + span(one) + " (" + one.eventId() + ")")
            .toList();
    return bindings.isEmpty() ? "none" : String.join(", ", bindings);
  }

  private static String span(SessionEvent.DeviceBound binding) {
    return "from " + binding.from() + binding.to().map(end -> " to " + end).orElse(" on");
  }
}
