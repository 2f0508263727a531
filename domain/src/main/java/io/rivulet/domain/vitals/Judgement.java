package io.rivulet.domain.vitals;

import io.rivulet.domain.identity.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One value of one sign held against its limits: the transitions of CLINICAL.md section 2.
 *
 * @param session whose
 * @param reading what was measured
 * @param comparison which sign, which side
 * @param value in the sign's unit
 * @param threshold the limits that judge it, the subject's baseline already in them
 * @param limits what else the site says of this measurement
 * @param version the version that is from
 */
record Judgement(
    SessionId session,
    VitalReading reading,
    Comparison comparison,
    double value,
    Threshold threshold,
    MeasurementLimits limits,
    LimitsVersion version) {

  Transition apply(Optional<Watch> watch) {
    if (watch.isEmpty()) {
      return fromIdle(false);
    }
    if (watch.get() instanceof Watch.Pending pending) {
      return fromPending(pending);
    }
    return fromOpen(((Watch.Open) watch.get()).excursion());
  }

  private Transition fromIdle(boolean unconfirmed) {
    Optional<Severity> beyond = beyond();
    if (beyond.isEmpty()) {
      return Transition.idle(unconfirmed);
    }
    return settle(new Watch.Pending(time(), time(), value, 1), beyond.get(), unconfirmed);
  }

  private Transition fromPending(Watch.Pending pending) {
    Optional<Severity> beyond = beyond();
    if (beyond.isEmpty()) {
      return Transition.idle(true);
    }
    Duration apart = Duration.between(pending.latest(), time());
    if (apart.compareTo(limits.confirmation().within()) > 0) {
      return fromIdle(true);
    }
    Watch.Pending longer =
        new Watch.Pending(
            pending.start(),
            time(),
            comparison.direction().extreme(pending.peak(), value),
            pending.readings() + 1);
    return settle(longer, beyond.get(), false);
  }

  /** Opens what is confirmed, and goes on waiting otherwise. */
  private Transition settle(Watch.Pending run, Severity severity, boolean unconfirmed) {
    return severity == Severity.CRITICAL || confirmed(run)
        ? Transition.open(opened(severity, run), unconfirmed)
        : Transition.pending(run, unconfirmed);
  }

  private boolean confirmed(Watch.Pending run) {
    if (limits.confirmation() instanceof Confirmation.ByDuration duration) {
      return Duration.between(run.start(), run.latest()).compareTo(duration.lasting()) >= 0;
    }
    return run.readings() > 1;
  }

  private Transition fromOpen(Excursion open) {
    double closesAt =
        comparison
            .direction()
            .inside(threshold.warning().value(), limits.hysteresis().get(comparison.sign()));
    boolean closes =
        beyond().isEmpty() && comparison.direction().opposite().beyond(value, closesAt);
    return closes
        ? Transition.closed(open.closed(time()))
        : Transition.open(open.next(value, threshold), false);
  }

  private Optional<Severity> beyond() {
    return threshold.severity(comparison.direction(), value);
  }

  private Excursion opened(Severity severity, Watch.Pending run) {
    return new Excursion(
        session,
        reading.measurement(),
        comparison,
        severity,
        run.start(),
        Optional.empty(),
        run.peak(),
        run.readings(),
        threshold.limit(severity),
        version.profile(),
        version.number());
  }

  private Instant time() {
    return reading.origin().time();
  }
}
