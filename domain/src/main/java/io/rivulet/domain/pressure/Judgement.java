package io.rivulet.domain.pressure;

import io.rivulet.domain.identity.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One value of one component held against its limits: the transitions of CLINICAL.md section 2. */
record Judgement(
    SessionId session,
    PressureReading reading,
    Comparison comparison,
    double value,
    LimitsVersion limits) {

  Transition apply(Optional<Watch> watch) {
    Threshold threshold = limits.limits().thresholds().get(comparison);
    if (threshold == null) {
      return withoutLimit(watch);
    }
    Optional<Severity> beyond = threshold.severity(comparison.direction(), value);
    if (watch.isEmpty()) {
      return fromIdle(beyond, false);
    }
    if (watch.get() instanceof Watch.Pending pending) {
      return fromPending(pending, beyond);
    }
    return fromOpen(((Watch.Open) watch.get()).excursion(), threshold, beyond);
  }

  private Transition fromIdle(Optional<Severity> beyond, boolean unconfirmed) {
    if (beyond.isEmpty()) {
      return Transition.idle(unconfirmed);
    }
    return switch (beyond.get()) {
      case CRITICAL -> Transition.open(opened(Severity.CRITICAL, time(), value, 1), unconfirmed);
      case WARNING -> Transition.pending(new Watch.Pending(time(), value), unconfirmed);
    };
  }

  private Transition fromPending(Watch.Pending pending, Optional<Severity> beyond) {
    if (beyond.isEmpty()) {
      return Transition.idle(true);
    }
    Duration apart = Duration.between(pending.time(), time());
    if (apart.compareTo(limits.limits().confirmWithin()) > 0) {
      return fromIdle(beyond, true);
    }
    double peak = comparison.direction().extreme(pending.value(), value);
    return Transition.open(opened(beyond.get(), pending.time(), peak, 2), false);
  }

  private Transition fromOpen(Excursion open, Threshold threshold, Optional<Severity> beyond) {
    double closesAt =
        comparison.direction().inside(threshold.warning(), limits.limits().hysteresisMmHg());
    boolean closes = beyond.isEmpty() && comparison.direction().opposite().beyond(value, closesAt);
    return closes
        ? Transition.closed(open.closed(time()))
        : Transition.open(open.next(value, beyond), false);
  }

  /** The limit was taken away: nothing can be beyond it any more. */
  private Transition withoutLimit(Optional<Watch> watch) {
    if (watch.isPresent() && watch.get() instanceof Watch.Open open) {
      return Transition.closed(open.excursion().closed(time()));
    }
    return Transition.idle(watch.isPresent());
  }

  private Excursion opened(Severity severity, Instant start, double peak, int readings) {
    return new Excursion(
        session,
        reading.source(),
        comparison,
        severity,
        start,
        Optional.empty(),
        peak,
        readings,
        limits.profile(),
        limits.number());
  }

  private Instant time() {
    return reading.origin().time();
  }
}
