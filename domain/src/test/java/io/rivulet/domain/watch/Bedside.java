package io.rivulet.domain.watch;

import io.rivulet.domain.alert.Alert;
import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.session.SessionEvent;
import io.rivulet.domain.version.Version;
import io.rivulet.domain.version.Versions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A session's watch, spoken to in seconds since ten o'clock. */
final class Bedside {
  static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");
  static final SessionId SESSION = new SessionId("s1");
  static final DeviceId PUMP = new DeviceId("pump-1");
  static final DeviceId MONITOR = new DeviceId("monitor-1");

  final SessionWatch watch = new SessionWatch();
  private final List<SessionEvent.DeviceBound> bindings = new ArrayList<>();
  private final List<Version<Duration>> orders = new ArrayList<>();
  private final List<Version<OptionalDouble>> factors = new ArrayList<>();
  private Optional<Instant> closed = Optional.empty();
  private WatchRules rules = WatchRules.DEFAULT;

  static Instant at(double second) {
    return T0.plusMillis(Math.round(second * 1000));
  }

  Bedside by(WatchRules others) {
    rules = others;
    return this;
  }

  Bedside bound(DeviceId device, double from) {
    return bound(device, from, Optional.empty());
  }

  Bedside bound(DeviceId device, double from, double to) {
    return bound(device, from, Optional.of(at(to)));
  }

  private Bedside bound(DeviceId device, double from, Optional<Instant> to) {
    bindings.add(
        new SessionEvent.DeviceBound(
            "b" + bindings.size(), T0, device, at(from), to, Optional.empty()));
    return this;
  }

  Bedside ordered(double from, double intervalSeconds) {
    orders.add(new Version<>(at(from), Duration.ofMillis(Math.round(intervalSeconds * 1000))));
    return this;
  }

  Bedside limits(double from, OptionalDouble overdueFactor) {
    factors.add(new Version<>(at(from), overdueFactor));
    return this;
  }

  Bedside closed(double second) {
    closed = Optional.of(at(second));
    return this;
  }

  Bedside pump(double... seconds) {
    for (double second : seconds) {
      watch.pump(PUMP, at(second), true, rules);
    }
    return this;
  }

  Bedside idlePump(double... seconds) {
    for (double second : seconds) {
      watch.pump(PUMP, at(second), false, rules);
    }
    return this;
  }

  Bedside infusing(int from, int to) {
    for (int second = from; second <= to; second += 10) {
      pump(second);
    }
    return this;
  }

  Bedside pressure(double... seconds) {
    for (double second : seconds) {
      watch.vitals(MONITOR, at(second), true, rules);
    }
    return this;
  }

  Bedside vitals(double... seconds) {
    for (double second : seconds) {
      watch.vitals(MONITOR, at(second), false, rules);
    }
    return this;
  }

  Bedside clock(double second, double offsetSeconds, double spreadSeconds) {
    watch.clock(
        PUMP,
        new ClockReading(
            at(second),
            Duration.ofMillis(Math.round(offsetSeconds * 1000)),
            Duration.ofMillis(Math.round(spreadSeconds * 1000))),
        rules);
    return this;
  }

  Watched watched() {
    return Watched.of(
        SESSION,
        Optional.of("clinic"),
        bindings,
        closed,
        Versions.of(orders),
        Versions.of(factors));
  }

  WatchFindings look(double second) {
    return watch.evaluate(watched(), rules, at(second));
  }

  List<Alert> alerts(double second) {
    return look(second).alerts();
  }
}
